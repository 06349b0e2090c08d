namespace IrqAnalyzers.Domains;

/// <summary>
/// For each fact the set of values that it may have: true, false, the value it had when the body was entered, or unknown, because unknown code decided
/// it. Each of the four is a mask over all facts. Elements: the 16 subsets of the four values, for each fact by itself; the empty set, below all
/// others, stands for code that is never reached. Join is the union. Every operation is monotone: who knows less before it knows no more after it.
/// </summary>
internal readonly struct FactSet : ILattice<FactSet>, IEquatable<FactSet>
{
    public static readonly FactSet AtEntry = new(0, 0, ulong.MaxValue, 0);
    public static readonly FactSet AllUnknown = new(0, 0, 0, ulong.MaxValue);

    public FactSet(ulong isTrue, ulong isFalse, ulong entry, ulong unknown)
    {
        True = isTrue;
        False = isFalse;
        Entry = entry;
        Unknown = unknown;
    }

    public ulong True { get; }

    public ulong False { get; }

    public ulong Entry { get; }

    public ulong Unknown { get; }

    /// <summary>The facts that are false and nothing else.</summary>
    public ulong OnlyFalse => False & ~(True | Entry | Unknown);

    /// <summary>The facts that are true and nothing else.</summary>
    public ulong OnlyTrue => True & ~(False | Entry | Unknown);

    /// <summary>The facts that are true, or something that nobody can know, and nothing else.</summary>
    public ulong TrueOrUnknown => (True | Unknown) & ~(False | Entry);

    public FactSet Ensure(ulong facts) => new(True | facts, False & ~facts, Entry & ~facts, Unknown & ~facts);

    public FactSet Revoke(ulong facts) => new(True & ~facts, False | facts, Entry & ~facts, Unknown & ~facts);

    /// <summary>Some facts as they are in another set.</summary>
    public FactSet With(ulong facts, FactSet other) => new(
        (True & ~facts) | (other.True & facts), (False & ~facts) | (other.False & facts), (Entry & ~facts) | (other.Entry & facts),
        (Unknown & ~facts) | (other.Unknown & facts));

    public FactSet Forget(ulong facts) => new(True & ~facts, False & ~facts, Entry & ~facts, Unknown | facts);

    /// <summary>What was entered with is false.</summary>
    public FactSet Ground() => new(True, False | Entry, 0, Unknown);

    /// <summary>What is not surely true may be so.</summary>
    public FactSet MayHave(ulong facts) => new(True | facts, False, Entry, Unknown);

    /// <summary>What is unknown, or was before the body, may be false.</summary>
    public FactSet MayLack(ulong facts) => new(True, False | (facts & (Entry | Unknown)), Entry, Unknown);

    /// <summary>What is unknown is true. What may be false stays so: something else may have made the test come out.</summary>
    public FactSet Confirm(ulong facts) => new(True | (facts & Unknown), False, Entry, Unknown & ~facts);

    /// <summary>What was not true may have become so.</summary>
    public FactSet MayEnsure(ulong facts)
    {
        var changed = facts & (False | Entry);
        return new(True, False & ~facts, Entry & ~facts, Unknown | changed);
    }

    /// <summary>Something was done to an object that may be this one.</summary>
    public FactSet MayChange(ulong facts) => new(True, False, Entry, Unknown | facts);

    /// <summary>Somebody unknown has had the object: only facts that accumulate survive.</summary>
    public FactSet Escape(ulong revocable)
    {
        var lost = False | Entry | (True & revocable);
        return new(True & ~revocable, 0, 0, Unknown | lost);
    }

    /// <summary>Somebody may have had the object.</summary>
    public FactSet MayEscape(ulong revocable) => Join(Escape(revocable));

    public FactSet Join(FactSet other) =>
        new(True | other.True, False | other.False, Entry | other.Entry, Unknown | other.Unknown);

    public bool IsAtMost(FactSet other) =>
        ((True & ~other.True) | (False & ~other.False) | (Entry & ~other.Entry) | (Unknown & ~other.Unknown)) == 0;

    /// <summary>The set with the entry values replaced by what the caller knows.</summary>
    public FactSet After(FactSet caller) => new(
        True | (Entry & caller.True), False | (Entry & caller.False), Entry & caller.Entry, Unknown | (Entry & caller.Unknown));

    public bool Equals(FactSet other) =>
        True == other.True && False == other.False && Entry == other.Entry && Unknown == other.Unknown;

    public override bool Equals(object? obj) => obj is FactSet other && Equals(other);

    public override int GetHashCode() => unchecked(((True * 31 + False) * 31 + Entry) * 31 + Unknown).GetHashCode();
}

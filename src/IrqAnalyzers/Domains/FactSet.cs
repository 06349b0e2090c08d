using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>
/// For each fact the set of values that it may have: true, false, the value it had when the body was entered, or unknown, because unknown code decided
/// it. Each of the four is a mask over all facts. Elements: the 16 subsets of the four values, for each fact by itself; the empty set, below all
/// others, stands for code that is never reached. Join is the union. Every operation is monotone: who knows less before it knows no more after it.
/// </summary>
internal readonly struct FactSet : ILattice<FactSet>, IEquatable<FactSet>
{
    public static readonly FactSet AtEntry = new(0, 0, FactMask.All, 0);
    public static readonly FactSet AllUnknown = new(0, 0, 0, FactMask.All);

    // The first words of the masks. The others are kept apart: few projects have them, and every object that is followed has a set.
    private readonly ulong isTrue;
    private readonly ulong isFalse;
    private readonly ulong entry;
    private readonly ulong unknown;
    private readonly Words? others;

    public FactSet(FactMask isTrue, FactMask isFalse, FactMask entry, FactMask unknown)
    {
        this.isTrue = isTrue.First;
        this.isFalse = isFalse.First;
        this.entry = entry.First;
        this.unknown = unknown.First;
        others = (isTrue.Others ?? isFalse.Others ?? entry.Others ?? unknown.Others) is null
            ? null : new(isTrue.Others, isFalse.Others, entry.Others, unknown.Others);
    }

    public FactMask True => new(isTrue, others?.True);

    public FactMask False => new(isFalse, others?.False);

    public FactMask Entry => new(entry, others?.Entry);

    public FactMask Unknown => new(unknown, others?.Unknown);

    /// <summary>The facts that are false and nothing else.</summary>
    public FactMask OnlyFalse => False & ~(True | Entry | Unknown);

    /// <summary>The facts that are true and nothing else.</summary>
    public FactMask OnlyTrue => True & ~(False | Entry | Unknown);

    /// <summary>The facts that are true or unknown, and nothing else.</summary>
    public FactMask TrueOrUnknown => (True | Unknown) & ~(False | Entry);

    public FactSet Ensure(FactMask facts) => new(True | facts, False & ~facts, Entry & ~facts, Unknown & ~facts);

    public FactSet Revoke(FactMask facts) => new(True & ~facts, False | facts, Entry & ~facts, Unknown & ~facts);

    /// <summary>Some facts as they are in another set.</summary>
    public FactSet With(FactMask facts, FactSet other) => new(
        (True & ~facts) | (other.True & facts), (False & ~facts) | (other.False & facts), (Entry & ~facts) | (other.Entry & facts),
        (Unknown & ~facts) | (other.Unknown & facts));

    public FactSet Forget(FactMask facts) => new(True & ~facts, False & ~facts, Entry & ~facts, Unknown | facts);

    /// <summary>What may be true, and may be false or unknown, is unknown.</summary>
    public FactSet Undecide()
    {
        var either = True & (False | Unknown);
        return new(True & ~either, False & ~either, Entry, Unknown | either);
    }

    /// <summary>What may be true and may be false is true, or unknown, if it is one of some facts.</summary>
    public FactSet Presume(FactMask facts)
    {
        var either = True & False & facts;
        return new(True, False & ~either, Entry, Unknown | either);
    }

    /// <summary>What may be true and may be false is unknown, if it is one of some facts, and so is what was so at entry.</summary>
    public FactSet UndecideAll(FactMask facts)
    {
        var open = ((True & (False | Unknown)) | Entry) & facts;
        return new(True & ~open, False & ~open, Entry & ~open, Unknown | open);
    }

    /// <summary>What was entered with is false.</summary>
    public FactSet Ground() => new(True, False | Entry, 0, Unknown);

    /// <summary>What is not surely true may be so.</summary>
    public FactSet MayHave(FactMask facts) => new(True | facts, False, Entry, Unknown);

    /// <summary>What is unknown, or was before the body, may be false.</summary>
    public FactSet MayLack(FactMask facts) => new(True, False | (facts & (Entry | Unknown)), Entry, Unknown);

    /// <summary>What is true or unknown is false. What it was before the body it stays.</summary>
    public FactSet Lose(FactMask facts) => new(True & ~facts, False | (facts & (True | Unknown)), Entry, Unknown & ~facts);

    /// <summary>What is unknown is true. What may be false stays so: something else may have made the test come out.</summary>
    public FactSet Confirm(FactMask facts) => new(True | (facts & Unknown), False, Entry, Unknown & ~facts);

    /// <summary>What was not true may have become so.</summary>
    public FactSet MayEnsure(FactMask facts)
    {
        var changed = facts & (False | Entry);
        return new(True, False & ~facts, Entry & ~facts, Unknown | changed);
    }

    /// <summary>Something was done to an object that may be this one.</summary>
    public FactSet MayChange(FactMask facts) => new(True, False, Entry, Unknown | facts);

    /// <summary>The object escaped: only irrevocable facts are kept.</summary>
    public FactSet Escape(FactMask revocable)
    {
        var lost = False | Entry | (True & revocable);
        return new(True & ~revocable, 0, 0, Unknown | lost);
    }

    /// <summary>The object may have escaped.</summary>
    public FactSet MayEscape(FactMask revocable) => Join(Escape(revocable));

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

    public override int GetHashCode() =>
        unchecked((((((True.GetHashCode() * 31) + False.GetHashCode()) * 31) + Entry.GetHashCode()) * 31) + Unknown.GetHashCode());

    private sealed class Words
    {
        public Words(ulong[]? isTrue, ulong[]? isFalse, ulong[]? entry, ulong[]? unknown)
        {
            True = isTrue;
            False = isFalse;
            Entry = entry;
            Unknown = unknown;
        }

        public ulong[]? True { get; }

        public ulong[]? False { get; }

        public ulong[]? Entry { get; }

        public ulong[]? Unknown { get; }
    }
}

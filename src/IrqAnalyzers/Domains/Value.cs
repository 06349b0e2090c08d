namespace IrqAnalyzers.Domains;

/// <summary>
/// What an expression or a variable holds: a set of objects, a Boolean, a number or a string, or null; and what a test of it says about the state. A
/// product, joined part by part: the objects by union, the predicates by a flat lattice in which what differs is unknown.
/// </summary>
internal sealed class Value : ILattice<Value>, IEquatable<Value>
{
    /// <summary>
    /// The greatest element: nothing is known of it, not even that it has nothing to do with what is known in this disjunct. A test of it may rule the
    /// disjunct out, and nobody sees how.
    /// </summary>
    public static readonly Value Unknown = new(Array.Empty<int>(), mayBeOther: true);

    /// <summary>Not known, and shown to have nothing to do with what is known in this disjunct: a test of it may come out either way.</summary>
    public static readonly Value Free = new(Array.Empty<int>(), mayBeOther: true, isFree: true);
    public static readonly Value Nothing = new(Array.Empty<int>(), mayBeOther: false, isNull: Tri.True);
    public static readonly Value True = new(Array.Empty<int>(), mayBeOther: true, boolean: Tri.True, isNull: Tri.False);
    public static readonly Value False = new(Array.Empty<int>(), mayBeOther: true, boolean: Tri.False, isNull: Tri.False);
    public static readonly Value NotNull = new(Array.Empty<int>(), mayBeOther: true, isNull: Tri.False, isFree: true);

    private const int SmallestKept = -64;
    private static readonly Value?[] Small = new Value?[129];
    private static readonly Value?[] Singles = new Value?[3 * 64];

    public Value(
        int[] objects, bool mayBeOther, Tri boolean = Tri.Unknown, Tri isNull = Tri.Unknown, Condition? truth = null, Condition? nullness = null,
        Scalar? scalar = null, bool isFree = false)
    {
        Objects = objects;
        MayBeOther = mayBeOther;
        Boolean = boolean;
        IsNull = isNull;
        Truth = truth;
        Nullness = nullness;
        Scalar = scalar;
        IsFree = isFree;
    }

    /// <summary>The object that it names, as the address or the name of a function does; -1 if it is not known to name one.</summary>
    public int Named { get; private set; } = -1;

    /// <summary>The objects it may be, ascending.</summary>
    public int[] Objects { get; }

    /// <summary>Whether it may be an object that is not followed.</summary>
    public bool MayBeOther { get; }

    public Tri Boolean { get; }

    public Tri IsNull { get; }

    /// <summary>What it says about the state that the value is true.</summary>
    public Condition? Truth { get; }

    /// <summary>What it says about the state that the value is null.</summary>
    public Condition? Nullness { get; }

    /// <summary>What is known of it if it is a number, a member of an enumeration or a string; <see langword="null"/> if that is nothing.</summary>
    public Scalar? Scalar { get; }

    /// <summary>
    /// Whether a test of it whose outcome is not known may come out either way: it is shown not to depend on what is known in this disjunct, but for
    /// what <see cref="Truth"/> and <see cref="Nullness"/> say. What is not free is lossy.
    /// </summary>
    public bool IsFree { get; }

    /// <summary>Whether a test of it may rule out the disjunct in a way that the analysis cannot see.</summary>
    public bool IsLossy =>
        !IsFree && Boolean == Tri.Unknown && IsNull != Tri.True && Scalar is not { IsConstant: true } && (Objects.Length == 0 || IsNull != Tri.False);

    /// <summary>Whether code that does not see what it says of the state may rule the disjunct out by testing it.</summary>
    public bool MayRuleOut => IsLossy || TellsCount || Truth is not null || IsCapacity;

    /// <summary>Whether it is a number with which nothing can be lost if it is 0.</summary>
    public bool IsCapacity => Nullness is { Kind: ConditionKind.Harmless };

    /// <summary>Whether it is a flag, a number or a string that is known.</summary>
    public bool IsKnown => Boolean != Tri.Unknown || Scalar is { IsConstant: true };

    /// <summary>Whether nothing at all is known of it, and it says nothing of others.</summary>
    public bool IsOpen => IsFree && Objects.Length == 0 && Boolean == Tri.Unknown && Truth is null && Nullness is null && Scalar is not { IsBounded: true };

    /// <summary>The only object that it can be, or -1.</summary>
    public int Single => Objects.Length == 1 && !MayBeOther ? Objects[0] : -1;

    public static Value Of(int @object, Tri isNull = Tri.Unknown)
    {
        var place = (@object * 3) + (int)isNull;
        if (place >= Singles.Length) return OfObject(@object, isNull);
        return Singles[place] ??= OfObject(@object, isNull);
    }

    // By default, whether the reference is null does not depend on other objects.
    private static Value OfObject(int @object, Tri isNull) => new(new[] { @object }, mayBeOther: false, isNull: isNull, isFree: isNull == Tri.Unknown);

    public static Value OfBoolean(bool value) => value ? True : False;

    /// <summary>The outcome of a test that says something of the state; <see langword="null"/> if it is not known what.</summary>
    public static Value OfTruth(Condition? truth, bool isFree = true) =>
        truth is null ? Unknown : new(Array.Empty<int>(), mayBeOther: true, truth: truth, isFree: isFree);

    /// <summary>The value of a constant.</summary>
    public static Value OfConstant(object? constant) => constant switch
    {
        null => Nothing,
        bool value => OfBoolean(value),
        int value => OfNumber(value),
        string value => OfScalar(Scalar.Of(value)),
        byte value => OfNumber(value),
        sbyte value => OfNumber(value),
        short value => OfNumber(value),
        ushort value => OfNumber(value),
        uint value => OfNumber(value),
        long value => OfNumber(value),
        ulong value when value <= long.MaxValue => OfNumber((long)value),
        char value => OfNumber(value),
        _ => NotNull,
    };

    public static Value OfNumber(long number)
    {
        var place = unchecked(number - SmallestKept);
        if (place < 0 || place >= Small.Length) return OfScalar(Scalar.Of(number));
        return Small[place] ??= OfScalar(Scalar.Of(number));
    }

    /// <summary>A value of which something is known. That a number is not null goes without saying; numbers that may be are of other types.</summary>
    public static Value OfScalar(Scalar scalar) =>
        new(Array.Empty<int>(), mayBeOther: true, isNull: scalar.Text is null ? Tri.Unknown : Tri.False, scalar: scalar, isFree: true);

    public Value WithTruth(Condition truth) => new(Objects, MayBeOther, Boolean, IsNull, truth, Nullness, Scalar, IsFree);

    public Value WithNullness(Condition? nullness) => new(Objects, MayBeOther, Boolean, IsNull, Truth, nullness, Scalar, IsFree);

    /// <summary>The same, null or not. Where it meets one of which the opposite is known, it depends on the way there.</summary>
    public Value WithNull(Tri isNull) =>
        isNull == IsNull
            ? this
            : new(Objects, MayBeOther, Boolean, isNull, Truth, Nullness, Scalar, IsFree && (isNull == Tri.Unknown || Objects.Length == 0)) { Named = Named };

    public Value WithBoolean(Tri boolean) =>
        boolean == Boolean ? this : new(Objects, MayBeOther, boolean, IsNull, Truth, Nullness, Scalar, IsFree && boolean == Tri.Unknown);

    public Value WithFree(bool isFree) =>
        isFree == IsFree ? this : new(Objects, MayBeOther, Boolean, IsNull, Truth, Nullness, Scalar, isFree) { Named = Named };

    /// <summary>The same, which names an object.</summary>
    public Value WithNamed(int @object) =>
        @object == Named ? this : new(Objects, MayBeOther, Boolean, IsNull, Truth, Nullness, Scalar, IsFree) { Named = @object };

    public Value WithScalar(Scalar? scalar) =>
        ReferenceEquals(scalar, Scalar) ? this : new(Objects, MayBeOther, Boolean, IsNull, Truth, Nullness, scalar, IsFree) { Named = Named };

    /// <summary>The same without what it says about others, on which it may well depend.</summary>
    public Value WithoutConditions() =>
        Truth is null && Nullness is null && Scalar is not { Source: >= 0 }
            ? this
            : new(Objects, MayBeOther, Boolean, IsNull, scalar: ScalarAnywhere, isFree: IsFree && Truth is null && (Nullness is null || TellsCount));

    /// <summary>Whether it tells how much an operation has done.</summary>
    public bool TellsCount => Nullness is { Kind: ConditionKind.Count };

    /// <summary>How much an operation has done, or whether it has done anything, if that is all that it says of facts.</summary>
    public Condition? Outcome =>
        TellsCount && Truth is not { IsPassing: true }
            ? Nullness : Truth is { Kind: ConditionKind.Count, Also: null } && Nullness is not { IsPassing: true } ? Truth : null;

    /// <summary>What is known of its value, wherever it is.</summary>
    public Scalar? ScalarAnywhere => Scalar is { IsBounded: true } ? Scalar.From(-1) : null;

    /// <summary>The same to be kept for later, when facts may have changed. What it said of them it may depend on still.</summary>
    public Value ToKeep() =>
        Truth is { IsPassing: true } || Nullness is { IsPassing: true }
            ? new(
                Objects, MayBeOther, Boolean, IsNull, Truth is { IsPassing: true } ? null : Truth, Nullness is { IsPassing: true } ? null : Nullness, Scalar)
            : this;

    /// <summary>The same to be kept in a member. How much an operation has done it tells there, too, until that changes.</summary>
    public Value ToKeepInMember() => Outcome is null ? ToKeep() : this;

    public bool Holds(int @object) => Array.BinarySearch(Objects, @object) >= 0;

    public bool Overlaps(Value other)
    {
        foreach (var id in Objects)
        {
            if (other.Holds(id)) return true;
        }

        return false;
    }

    /// <summary>The same with one object exchanged.</summary>
    public Value Replace(int @object, int by)
    {
        if (!Holds(@object)) return this;
        var replaced = (int[])Objects.Clone();
        for (var index = 0; index < replaced.Length; index++)
        {
            if (replaced[index] == @object) replaced[index] = by;
        }

        Array.Sort(replaced);
        return new(Distinct(replaced), MayBeOther, Boolean, IsNull, scalar: Scalar, isFree: IsFree && Truth is null && Nullness is null);
    }

    public Value Join(Value other)
    {
        if (Equals(other)) return this;
        return new(
            Union(Objects, other.Objects),
            MayBeOther || other.MayBeOther,
            Boolean == other.Boolean ? Boolean : Tri.Unknown,
            IsNull == other.IsNull ? IsNull : Tri.Unknown,
            Equals(Truth, other.Truth) ? Truth : null,
            Equals(Nullness, other.Nullness) ? Nullness : null,
            Scalar.Join(Scalar, other.Scalar),
            IsFree && other.IsFree && Equals(Truth, other.Truth) && Equals(Nullness, other.Nullness) && Scalar.IsSameValue(Scalar, other.Scalar))
        {
            Named = Named == other.Named ? Named : -1,
        };
    }

    public bool IsAtMost(Value other) => Join(other).Equals(other);

    public bool Equals(Value? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && MayBeOther == other.MayBeOther && Boolean == other.Boolean && IsNull == other.IsNull
            && IsFree == other.IsFree && Named == other.Named && Equals(Truth, other.Truth) && Equals(Nullness, other.Nullness) && Equals(Scalar, other.Scalar)
            && Same(Objects, other.Objects);
    }

    public override bool Equals(object? obj) => Equals(obj as Value);

    public override int GetHashCode() => Objects.Length == 0 ? (int)Boolean : Objects[0];

    private static bool Same(int[] one, int[] other)
    {
        if (ReferenceEquals(one, other)) return true;
        if (one.Length != other.Length) return false;
        for (var index = 0; index < one.Length; index++)
        {
            if (one[index] != other[index]) return false;
        }

        return true;
    }

    private static int[] Union(int[] one, int[] other)
    {
        if (one.Length == 0 || Same(one, other)) return other;
        if (other.Length == 0) return one;
        var union = new int[one.Length + other.Length];
        one.CopyTo(union, 0);
        other.CopyTo(union, one.Length);
        Array.Sort(union);
        return Distinct(union);
    }

    private static int[] Distinct(int[] sorted)
    {
        var count = 1;
        for (var index = 1; index < sorted.Length; index++)
        {
            if (sorted[index] != sorted[count - 1]) sorted[count++] = sorted[index];
        }

        if (count == sorted.Length) return sorted;
        Array.Resize(ref sorted, count);
        return sorted;
    }
}

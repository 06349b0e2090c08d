using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>A predicate over the state: what the outcome of a test says about it. Used to refine the state on each branch.</summary>
internal sealed class Condition : IEquatable<Condition>
{
    private Condition(ConditionKind kind, int target, Kinds ifTrue, Kinds ifFalse, FactMask facts, bool positive, bool isExact = true)
    {
        Kind = kind;
        Target = target;
        IfTrue = ifTrue;
        IfFalse = ifFalse;
        Facts = facts;
        Positive = positive;
        IsExact = isExact;
    }

    public ConditionKind Kind { get; private set; }

    /// <summary>The object, or the variable.</summary>
    public int Target { get; private set; }

    public Kinds IfTrue { get; private set; }

    public Kinds IfFalse { get; private set; }

    public FactMask Facts { get; }

    /// <summary>Whether the outcome true means that the facts hold, the variable is true, or the variable is null.</summary>
    public bool Positive { get; private set; }

    /// <summary>Whether the outcome that does not say that facts hold says that they do not.</summary>
    public bool IsExact { get; }

    /// <summary>Whether the outcome that says that facts hold says so only where they may.</summary>
    public bool IsWider { get; private set; }

    /// <summary>Whether the outcome that does not say that facts hold says nothing.</summary>
    public bool IsOneWay { get; private set; }

    /// <summary>The facts that the outcome which does not say that one holds speaks of.</summary>
    public FactMask Denied { get; private set; }

    /// <summary>The facts of which the outcome that says that one holds says that they do not.</summary>
    public FactMask Excluded { get; private set; }

    /// <summary>Whether it is an operation itself that tells whether it has done what it is for.</summary>
    public bool IsOutcome { get; private set; }

    /// <summary>The values that it asks for.</summary>
    public Scalar? Range { get; private set; }

    /// <summary>What was known of the object when the property showed its facts.</summary>
    public Cell? Held { get; private set; }

    public bool SpeaksOfObject =>
        Kind is ConditionKind.Kind or ConditionKind.Fact or ConditionKind.AnyFact or ConditionKind.Held or ConditionKind.More or ConditionKind.LookUp
            or ConditionKind.Count or ConditionKind.Harmless;

    /// <summary>Whether what it says may be out of date when it is used later.</summary>
    public bool IsPassing => Kind is ConditionKind.Fact or ConditionKind.AnyFact or ConditionKind.Count || Also is { IsPassing: true };

    /// <summary>What else holds, for the same object, if the outcome is <see cref="AlsoIf"/>. The other outcome says nothing about it.</summary>
    public Condition? Also { get; private set; }

    public bool AlsoIf { get; private set; }

    public static Condition OfKind(int @object, Kinds ifTrue, Kinds ifFalse) => new(ConditionKind.Kind, @object, ifTrue, ifFalse, 0, true);

    public static Condition OfFacts(int @object, FactMask facts, bool positive) =>
        new(ConditionKind.Fact, @object, Kinds.Any, Kinds.Any, facts, positive);

    public static Condition OfAnyFact(int @object, FactTest test) =>
        new(ConditionKind.AnyFact, @object, Kinds.Any, Kinds.Any, test.AnyOf, true, test.IsExact)
        {
            IsWider = test.IsWider,
            IsOneWay = test.IsOneWay,
            Denied = test.Denied,
            Excluded = test.Excluded,
        };

    /// <summary>An operation reports that it has established facts of an object. The other outcome is as likely.</summary>
    public static Condition OfOutcome(int @object, FactMask facts) =>
        new(ConditionKind.AnyFact, @object, Kinds.Any, Kinds.Any, facts, true) { Denied = facts, IsOutcome = true };

    /// <summary>An operation reports how much it has done for an object: nothing, where it reports 0.</summary>
    public static Condition OfCount(int @object, FactMask facts) => new(ConditionKind.Count, @object, Kinds.Any, Kinds.Any, facts, true) { Denied = facts };

    /// <summary>The same of an operation that reports how much it has done: it is not said that it has done nothing.</summary>
    public Condition ButPerhaps() => new(Kind, Target, IfTrue, IfFalse, Facts, Positive, isExact: false) { Denied = Denied };

    /// <summary>The same, and one outcome says something of an object besides.</summary>
    public Condition AndIf(bool outcome, Condition other)
    {
        if (Also is not null) return this;
        var more = Copy();
        (more.Also, more.AlsoIf) = (other, outcome);
        return more;
    }

    /// <summary>The object is of a kind, and at least one of the facts holds of it. The outcome false says so much of that kind only.</summary>
    private static Condition OfAnyFactOf(Kinds kind, Condition fact, bool isExact) =>
        new(ConditionKind.AnyFact, fact.Target, kind, Kinds.Any, fact.Facts, true, isExact)
        {
            IsWider = fact.IsWider,
            IsOneWay = fact.IsOneWay,
            Denied = fact.Denied,
            Excluded = fact.Excluded,
        };

    /// <summary>The kind that a condition on facts is limited to.</summary>
    public Kinds OfKinds => Positive ? IfTrue : IfFalse;

    public static Condition OfBool(int variable) => new(ConditionKind.Bool, variable, Kinds.Any, Kinds.Any, 0, true);

    public static Condition OfNull(int variable) => new(ConditionKind.Null, variable, Kinds.Any, Kinds.Any, 0, true);

    /// <summary>The value of a variable is among those of a constant or a range.</summary>
    public static Condition OfScalar(int variable, Scalar range) =>
        new(ConditionKind.Scalar, variable, Kinds.Any, Kinds.Any, 0, true) { Range = range };

    /// <summary>An object is found in a collection, or is not: both outcomes depend on earlier operations on it, which are unknown here.</summary>
    public static Condition OfLookUp(int @object, bool isOneWay = false) =>
        new(ConditionKind.LookUp, @object, Kinds.Any, Kinds.Any, 0, true) { IsOneWay = isOneWay };

    /// <summary>An object is put where nobody has put it before; or somebody has, and has done to it what he did.</summary>
    public static Condition OfAdded(int @object) => new(ConditionKind.LookUp, @object, Kinds.Any, Kinds.Any, FactMask.All, true) { IsOneWay = true };

    /// <summary>Nothing can be lost of an object, or by it, if the outcome is true: what is wrong then is possible at most.</summary>
    public static Condition OfHarmless(int @object) => new(ConditionKind.Harmless, @object, Kinds.Any, Kinds.Any, 0, true);

    public static Condition OfMore(int enumeration) => new(ConditionKind.More, enumeration, Kinds.Any, Kinds.Any, 0, true);

    /// <summary>Whether it is half of a test: of a kind for which both outcomes are possible, the other half decides.</summary>
    public bool IsPartial => Kind == ConditionKind.Kind && (IfTrue & IfFalse) != Kinds.None;

    /// <summary>Whether it means something of facts as they were.</summary>
    public bool CanBeHeld =>
        Also is null && (Kind == ConditionKind.Fact || (Kind == ConditionKind.AnyFact && Facts.IsSingle && !IsWider && !IsOneWay && OfKinds == Kinds.Any));

    /// <summary>The same of facts as they are now, to be kept while they change.</summary>
    public Condition AsHeld(Cell held)
    {
        var same = Copy();
        (same.Kind, same.Held) = (ConditionKind.Held, held);
        return same;
    }

    public Condition Negate()
    {
        var opposite = Copy();
        (opposite.IfTrue, opposite.IfFalse, opposite.Positive, opposite.AlsoIf) = (IfFalse, IfTrue, !Positive, !AlsoIf);
        return opposite;
    }

    public Condition For(int target)
    {
        var same = Copy();
        (same.Target, same.Also) = (target, Also?.For(target));
        return same;
    }

    /// <summary>Both, or either, of two conditions on one object.</summary>
    public static Condition? Combine(Condition? one, Condition? other, bool both)
    {
        if (both && one is { Kind: ConditionKind.Kind, Also: null } kind
            && other is { Kind: ConditionKind.AnyFact, Positive: true, Also: null } fact && kind.Target == fact.Target)
            return OfAnyFactOf(kind.IfTrue & fact.OfKinds, fact, fact.IsExact && (kind.IfTrue & kind.IfFalse) == Kinds.None);

        if (both) return Both(one, other);
        return one is { Kind: ConditionKind.Kind, Also: null } && other is { Kind: ConditionKind.Kind, Also: null } && one.Target == other.Target
            ? OfKind(one.Target, one.IfTrue | other.IfTrue, one.IfFalse & other.IfFalse)
            : null;
    }

    // Of a conjunction that is only half understood, the outcome true says as much as the half.
    private static Condition? Both(Condition? one, Condition? other)
    {
        one = one is { SpeaksOfObject: true } ? one : null;
        other = other is { SpeaksOfObject: true } && (one is null || other.Target == one.Target) ? other : null;
        if ((one ?? other) is not { } half) return null;
        var isWhole = one is null or { Kind: ConditionKind.Kind, Also: null } && other is null or { Kind: ConditionKind.Kind, Also: null };
        var kinds = OfKind(
            half.Target,
            (one is { Kind: ConditionKind.Kind } ? one.IfTrue : Kinds.Any) & (other is { Kind: ConditionKind.Kind } ? other.IfTrue : Kinds.Any),
            one is { Kind: ConditionKind.Kind, Also: null } && other is { Kind: ConditionKind.Kind, Also: null } ? one.IfFalse | other.IfFalse : Kinds.Any);
        return isWhole ? kinds : kinds.With(one).With(other);
    }

    // The outcome true says that another condition is so, too.
    private Condition With(Condition? other)
    {
        if (other is null or { Kind: ConditionKind.Kind, Also: null } || (Also is not null && !AlsoIf)) return this;
        var more = Copy();
        (more.Also, more.AlsoIf) = (Also is null ? other : Also.With(other), true);
        return more;
    }

    private Condition Copy() => (Condition)MemberwiseClone();

    public bool Equals(Condition? other) =>
        other is not null && Kind == other.Kind && Target == other.Target && IfTrue == other.IfTrue && IfFalse == other.IfFalse
        && Facts == other.Facts && Positive == other.Positive && IsExact == other.IsExact && IsWider == other.IsWider
            && IsOneWay == other.IsOneWay && IsOutcome == other.IsOutcome && Denied == other.Denied && Excluded == other.Excluded && AlsoIf == other.AlsoIf
        && Equals(Also, other.Also) && Equals(Range, other.Range) && Equals(Held, other.Held);

    public override bool Equals(object? obj) => Equals(obj as Condition);

    public override int GetHashCode() => ((int)Kind * 397) ^ Target;
}

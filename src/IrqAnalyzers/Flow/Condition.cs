using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Flow;

/// <summary>What a condition speaks of.</summary>
internal enum ConditionKind : byte
{
    /// <summary>The kinds of an object.</summary>
    Kind,

    /// <summary>Facts of an object that a property shows.</summary>
    Fact,

    /// <summary>Whether at least one of some facts of an object holds.</summary>
    AnyFact,

    /// <summary>The value of a Boolean variable.</summary>
    Bool,

    /// <summary>Whether a variable is null.</summary>
    Null,

    /// <summary>Whether an enumeration has another element.</summary>
    More,
}

/// <summary>What the outcome of a test says about the state.</summary>
internal sealed class Condition : IEquatable<Condition>
{
    private Condition(ConditionKind kind, int target, Kinds ifTrue, Kinds ifFalse, ulong facts, bool positive, bool isExact = true)
    {
        Kind = kind;
        Target = target;
        IfTrue = ifTrue;
        IfFalse = ifFalse;
        Facts = facts;
        Positive = positive;
        IsExact = isExact;
    }

    public ConditionKind Kind { get; }

    /// <summary>The object, or the variable.</summary>
    public int Target { get; }

    public Kinds IfTrue { get; }

    public Kinds IfFalse { get; }

    public ulong Facts { get; }

    /// <summary>Whether the outcome true means that the facts hold, the variable is true, or the variable is null.</summary>
    public bool Positive { get; }

    /// <summary>Whether the outcome that does not say that facts hold says that they do not.</summary>
    public bool IsExact { get; }

    public bool SpeaksOfObject => Kind is ConditionKind.Kind or ConditionKind.Fact or ConditionKind.AnyFact or ConditionKind.More;

    /// <summary>Whether what it says may be out of date when it is used later.</summary>
    public bool IsPassing => Kind is ConditionKind.Fact or ConditionKind.AnyFact;

    public static Condition OfKind(int @object, Kinds ifTrue, Kinds ifFalse) => new(ConditionKind.Kind, @object, ifTrue, ifFalse, 0, true);

    public static Condition OfFacts(int @object, ulong facts, bool positive) =>
        new(ConditionKind.Fact, @object, Kinds.Any, Kinds.Any, facts, positive);

    public static Condition OfAnyFact(int @object, ulong facts, bool isExact) =>
        new(ConditionKind.AnyFact, @object, Kinds.Any, Kinds.Any, facts, true, isExact);

    /// <summary>The object is of a kind, and at least one of the facts holds of it. The outcome false says so much of that kind only.</summary>
    public static Condition OfAnyFactOf(int @object, Kinds kind, ulong facts, bool isExact) =>
        new(ConditionKind.AnyFact, @object, kind, Kinds.Any, facts, true, isExact);

    /// <summary>The kind that a condition on facts is limited to.</summary>
    public Kinds OfKinds => Positive ? IfTrue : IfFalse;

    public static Condition OfBool(int variable) => new(ConditionKind.Bool, variable, Kinds.Any, Kinds.Any, 0, true);

    public static Condition OfNull(int variable) => new(ConditionKind.Null, variable, Kinds.Any, Kinds.Any, 0, true);

    public static Condition OfMore(int enumeration) => new(ConditionKind.More, enumeration, Kinds.Any, Kinds.Any, 0, true);

    public Condition Negate() => new(Kind, Target, IfFalse, IfTrue, Facts, !Positive, IsExact);

    public Condition For(int target) => new(Kind, target, IfTrue, IfFalse, Facts, Positive, IsExact);

    /// <summary>Both, or either, of two conditions on the kinds of one object.</summary>
    public static Condition? Combine(Condition? one, Condition? other, bool both)
    {
        if (both && one is { Kind: ConditionKind.Kind } kind && other is { Kind: ConditionKind.AnyFact, Positive: true } fact && kind.Target == fact.Target)
            return OfAnyFactOf(kind.Target, kind.IfTrue & fact.OfKinds, fact.Facts, fact.IsExact && (kind.IfTrue & kind.IfFalse) == Kinds.None);

        if (both && (one is null || other is null))
        {
            // Of a conjunction that is only half understood, the outcome true says as much as the half.
            var half = one ?? other;
            return half is { Kind: ConditionKind.Kind } ? OfKind(half.Target, half.IfTrue, Kinds.Any) : null;
        }

        if (one is null || other is null || one.Kind != ConditionKind.Kind || other.Kind != ConditionKind.Kind || one.Target != other.Target)
            return null;
        return both
            ? OfKind(one.Target, one.IfTrue & other.IfTrue, one.IfFalse | other.IfFalse)
            : OfKind(one.Target, one.IfTrue | other.IfTrue, one.IfFalse & other.IfFalse);
    }

    public bool Equals(Condition? other) =>
        other is not null && Kind == other.Kind && Target == other.Target && IfTrue == other.IfTrue && IfFalse == other.IfFalse
        && Facts == other.Facts && Positive == other.Positive && IsExact == other.IsExact;

    public override bool Equals(object? obj) => Equals(obj as Condition);

    public override int GetHashCode() => ((int)Kind * 397) ^ Target;
}

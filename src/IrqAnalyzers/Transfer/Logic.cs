using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Boolean operations on abstract values, and what is known of a value that comes of others in a way that is not followed.
/// </summary>
internal static class Logic
{
    public static Value Both(Value left, Value right)
    {
        if (left.Boolean == Tri.False || right.Boolean == Tri.False) return Value.False;
        if (left.Boolean == Tri.True) return Truth(right);
        if (right.Boolean == Tri.True) return Truth(left);
        var combined = Condition.Combine(left.Truth, right.Truth, both: true);
        var isFree = left.IsFree && right.IsFree && !TellsHarmless(left) && !TellsHarmless(right);
        return combined is null ? isFree && left.Truth is null && right.Truth is null ? Value.Free : Value.Unknown : Value.OfTruth(combined, isFree);
    }

    /// <summary>Both of two tests of different things. Whether both outcomes are possible together is unknown.</summary>
    public static Value BothOf(Value left, Value right) =>
        left is { Boolean: Tri.Unknown, Truth: null } && right is { Boolean: Tri.Unknown, Truth: null } ? Value.Unknown : Both(left, right);

    // Of two halves together it is not known which of them has shown that nothing can be lost.
    private static bool TellsHarmless(Value value) => value.Truth is { Kind: ConditionKind.Harmless } or { Also.Kind: ConditionKind.Harmless };

    public static Value TestNullOf(Value value) =>
        value.IsNull != Tri.Unknown ? Value.OfBoolean(value.IsNull == Tri.True) : value.Nullness is null && value.IsFree ? Value.Free : Value.OfTruth(value.Nullness, value.IsFree);

    public static Tri And(Tri one, Tri other) =>
        one == Tri.False || other == Tri.False ? Tri.False : one == Tri.True && other == Tri.True ? Tri.True : Tri.Unknown;

    /// <summary>Whether a value is one that disjuncts are kept apart by.</summary>
    public static bool IsTelling(Value value) => value.MayRuleOut || value.Scalar is { Source: >= 0, IsBounded: true };

    /// <summary>What comes of values in a way that is not followed.</summary>
    public static Value Unfollowed(Value one, Value? other = null) => IsTelling(one) || (other is not null && IsTelling(other)) ? Value.Unknown : Value.Free;

    /// <summary>What is computed of two numbers: of two that are not known nobody knows what they may come to together.</summary>
    public static Value OfBoth(Value one, Value other) => (one.IsOpen && other.IsOpen) || IsLimited(one) || IsLimited(other) ? Value.Unknown : Unfollowed(one, other);

    // Of a number that has bounds what is computed has some, too.
    private static bool IsLimited(Value value) => value.Scalar is { IsBounded: true, IsConstant: false };

    /// <summary>A result that is not known, of a call that was given values that are.</summary>
    /// <param name="result">What is known of the result.</param>
    /// <param name="receiver">What the member is called on.</param>
    /// <param name="arguments">What the call was given.</param>
    /// <param name="isDsl">Whether the member is one of the DSL, whose contract says what it tells of objects: that they are there at all is no matter.</param>
    public static Value Unfollowed(Value result, Value? receiver, Value[] arguments, bool isDsl = false)
    {
        if (!result.IsFree || result.Boolean != Tri.Unknown || result.Truth is not null || result.Scalar is not null) return result;
        var isTelling = receiver is not null && !(isDsl && receiver.Objects.Length > 0) && IsTelling(receiver);
        foreach (var argument in arguments) isTelling |= !(isDsl && (argument.Objects.Length > 0 || argument.IsCapacity)) && IsTelling(argument);
        return isTelling ? result.WithFree(false) : result;
    }

    public static Value Negate(Value value) => value.Boolean switch
    {
        Tri.True => Value.False,
        Tri.False => Value.True,
        _ => value.Truth is { } truth ? Value.OfTruth(truth.Negate(), value.IsFree) : value.IsFree ? Value.Free : Value.Unknown,
    };

    public static Value Truth(Value value) =>
        value.Boolean != Tri.Unknown ? Value.OfBoolean(value.Boolean == Tri.True) : value.Truth is null && value.IsFree ? Value.Free : Value.OfTruth(value.Truth, value.IsFree);
}

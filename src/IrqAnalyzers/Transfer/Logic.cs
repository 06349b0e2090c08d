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
        return combined is null && (left.IsBlurred || right.IsBlurred) ? Value.Blurred : Value.OfTruth(combined);
    }

    public static Value TestNullOf(Value value) => value.IsNull != Tri.Unknown ? Value.OfBoolean(value.IsNull == Tri.True) : Value.OfTruth(value.Nullness);

    public static Tri And(Tri one, Tri other) =>
        one == Tri.False || other == Tri.False ? Tri.False : one == Tri.True && other == Tri.True ? Tri.True : Tri.Unknown;

    /// <summary>Whether a value is one that disjuncts are kept apart by.</summary>
    public static bool IsTelling(Value value) => value.IsBlurred || value.Scalar is { Source: >= 0, IsBounded: true };

    /// <summary>What comes of values in a way that is not followed.</summary>
    public static Value Unfollowed(Value one, Value? other = null) => IsTelling(one) || (other is not null && IsTelling(other)) ? Value.Blurred : Value.Unknown;

    /// <summary>A result that is not known, of a call that was given values that are.</summary>
    public static Value Unfollowed(Value result, Value? receiver, Value[] arguments)
    {
        if (result.Objects.Length > 0 || result.IsBlurred || result.Boolean != Tri.Unknown || result.Truth is not null || result.Scalar is not null) return result;
        var isTelling = receiver is not null && IsTelling(receiver);
        foreach (var argument in arguments) isTelling |= IsTelling(argument);
        return isTelling ? Value.Blurred : result;
    }

    // What the number was before, which it depends on, is forgotten: disjuncts that were apart by it are one again.
    public static Value Counted(Value after) => after.IsBlurred ? Value.Unknown : after;

    public static Value Negate(Value value) => value.Boolean switch
    {
        Tri.True => Value.False,
        Tri.False => Value.True,
        _ => value.IsBlurred ? Value.Blurred : Value.OfTruth(value.Truth?.Negate()),
    };

    public static Value Truth(Value value) =>
        value.Boolean != Tri.Unknown ? Value.OfBoolean(value.Boolean == Tri.True) : value.IsBlurred ? Value.Blurred : Value.OfTruth(value.Truth);
}

using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Transfer;

/// <summary>What a call gives: its result, and what it puts into variables that are passed by reference.</summary>
internal readonly struct CallOutcome
{
    public CallOutcome(Value result, Value?[]? givenBack)
    {
        Result = result;
        GivenBack = givenBack;
    }

    public Value Result { get; }

    /// <summary>What the call gives back through each parameter; <see langword="null"/> if that is not known.</summary>
    public Value?[]? GivenBack { get; }

    public static implicit operator CallOutcome(Value result) => new(result, null);
}

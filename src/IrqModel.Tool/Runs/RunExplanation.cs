using IrqModel.Engine;

namespace IrqModel.Tool.Runs;

/// <summary>Why interrupts of a function did not reach their handlers, or why it got no vectors.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Text">What happened, in a sentence.</param>
public sealed record RunExplanation(LossCause Cause, string Text)
{
    /// <summary>The place in the model that led to it.</summary>
    public RunPlace? Place { get; init; }

    /// <summary>Takes over what the engine reports.</summary>
    internal static RunExplanation Of(Loss loss)
    {
        var place = RunPlace.Of(loss.Location);
        // The engine knows nothing of whose source it is.
        var text = place is { IsBuiltIn: true }
            ? loss.Explanation.Replace($", which starts at {loss.Location},", "", StringComparison.Ordinal) : loss.Explanation;
        return new(loss.Cause, text) { Place = place };
    }
}

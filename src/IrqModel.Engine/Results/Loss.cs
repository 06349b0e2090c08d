using System.Collections.Immutable;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>Interrupts of a function that did not reach their handlers, or vectors that it asked for and did not get, and why.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Address">Its address.</param>
/// <param name="Vectors">The places in its table whose interrupts were lost; empty if it got no vectors.</param>
/// <param name="Cause">Why.</param>
/// <param name="Location">The place in the model that led to it; line 0 if none is known.</param>
/// <param name="Explanation">What happened, in a sentence.</param>
public sealed record Loss(
    string Function, Bdf Address, ImmutableArray<int> Vectors, LossCause Cause, SourceLocation Location, string Explanation)
{
    /// <summary>The finding that goes with it; <see langword="null"/> if no rule was broken.</summary>
    public Finding? Finding { get; init; }

    /// <summary>Why a remapping unit refused the messages; <see cref="FaultReason.None"/> if none did.</summary>
    public FaultReason Fault { get; init; }

    /// <summary>Whether a finding or a cause accounts for it, at a place in the model.</summary>
    public bool IsExplained => Finding is not null || (Cause != LossCause.Unknown && Location.IsInModel);

    /// <inheritdoc/>
    public override string ToString() => $"{Explanation} [{Location}]";
}

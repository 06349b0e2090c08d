using System.Collections.Immutable;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Explaining;

/// <summary>All that is said of a function.</summary>
/// <param name="Function">What is shown of it.</param>
/// <param name="IsVirtual">Whether it is a VF.</param>
/// <param name="Owner">Its PF; null for what is no VF.</param>
/// <param name="Unit">The unit that covers it.</param>
/// <param name="Prediction">What the hosts predict.</param>
/// <param name="Observations">What is seen of its interrupts.</param>
public sealed record FunctionExplanation(
    ObservedFunction Function, Answer<bool> IsVirtual, Answer<Bdf>? Owner, Answer<UnitChoice> Unit, Prediction Prediction,
    ImmutableArray<Observation> Observations)
{
    /// <summary>Whether its interrupts die, by prediction.</summary>
    public bool Dies => Prediction.Verdict is { IsKnown: true, Value.Dies: true };

    /// <summary>
    /// Whether a message of it is seen to be lost. Others may arrive all the same: one refused request is no proof of death.
    /// </summary>
    public bool ShowsLoss => Observations.Any(seen => seen.ShowsLoss);

    /// <summary>How all that is seen fits the prediction: one contradiction counts more than all agreement.</summary>
    public Agreement Agreement => Observations.Select(seen => seen.Agreement).DefaultIfEmpty(Agreement.NotShown).Max();
}

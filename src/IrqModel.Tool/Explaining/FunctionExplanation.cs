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
    /// <summary>
    /// Whether its MSI and MSI-X are off where the input was made, so that it sends nothing, whatever would become of its messages. What is
    /// seen of its interrupts shows that they were on at another time.
    /// </summary>
    public bool IsOff => Function.IsMsiEnabled == false && Observations.IsEmpty;

    /// <summary>Why it sends no messages though they are on; null where nothing shows that.</summary>
    public HeldBack? HeldBack { get; init; }

    /// <summary>
    /// Whether its messages are on and held back where the input was made, whatever would become of them. Messages that are seen were sent
    /// at another time.
    /// </summary>
    public bool IsHeld => HeldBack is not null && !Observations.Any(seen => seen.ShowsLoss || seen.ShowsArrival);

    /// <summary>What must come before it sends messages, after "once"; null where nothing shows that it sends none now.</summary>
    public string? SendsOnce => IsOff ? "a driver enables its messages" : IsHeld ? HeldBack!.Once : null;

    /// <summary>Whether its interrupts die, by prediction: of one that sends nothing, nothing dies now.</summary>
    public bool Dies => SendsOnce is null && IsPredictedToDie;

    /// <summary>Whether its interrupts would die, by prediction, once it sends messages, which it does not now.</summary>
    public bool WouldDie => SendsOnce is not null && IsPredictedToDie;

    /// <summary>Whether it is predicted that its interrupts arrive, and what is seen speaks against it.</summary>
    public bool IsContradicted => Agreement == Agreement.Contradicts && Prediction.Verdict is { IsKnown: true, Value.Dies: false };

    /// <summary>Whether its messages die once it sends any.</summary>
    public bool IsPredictedToDie => Prediction.Verdict is { IsKnown: true, Value.Dies: true };

    /// <summary>Whether it is predicted that its interrupts die, and what is seen speaks against it: none is seen to be lost.</summary>
    public bool IsDeathContradicted => Dies && Agreement == Agreement.Contradicts && !ShowsLoss;

    /// <summary>
    /// Whether a message of it is seen to be lost. Others may arrive all the same: one refused request is no proof of death.
    /// </summary>
    public bool ShowsLoss => Observations.Any(seen => seen.ShowsLoss);

    /// <summary>What is seen of its messages, "refused" by a unit or "lost"; null where neither is seen.</summary>
    public string? SeenLoss => !ShowsLoss ? null : Observations.Any(seen => seen.ShowsRefusal) ? "refused" : "lost";

    /// <summary>
    /// What shows that its messages are in compatibility format, where nothing can be predicted and no message of it is seen to be lost; null where
    /// nothing does. A unit that remaps refuses those.
    /// </summary>
    public Observation? ShownCompatibility => Prediction.Verdict.IsKnown || ShowsLoss ? null : Observations.FirstOrDefault(seen => seen.ShowsCompatibility);

    /// <summary>Whether interrupts of it are seen to arrive where nothing can be predicted, and none is seen to be lost.</summary>
    public bool IsSeenToArrive => !Prediction.Verdict.IsKnown && !ShowsLoss && Observations.Any(seen => seen.ShowsArrival);

    /// <summary>How all that is seen fits the prediction: one contradiction counts more than all agreement.</summary>
    public Agreement Agreement => Observations.Select(seen => seen.Agreement).DefaultIfEmpty(Agreement.NotShown).Max();
}

namespace IrqModel.Tool.Scrubbing;

/// <summary>How much of one kind was replaced.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Values">How many different values.</param>
/// <param name="Places">In how many places.</param>
public sealed record ScrubCount(ScrubKind Kind, int Values, int Places);

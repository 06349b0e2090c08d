namespace IrqModel.Tool.Runs;

/// <summary>Something that went wrong in the middle of a run or was lost for good, in words.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Text">What.</param>
public sealed record RunLoss(RunLossKind Kind, string Text)
{
    /// <summary>Where.</summary>
    public RunPlace? Place { get; init; }
}

namespace IrqModel.Tool.Comparing;

/// <summary>A thing that differs.</summary>
/// <param name="What">What.</param>
/// <param name="Left">What the first run has.</param>
/// <param name="Right">What the other run has, or what is seen.</param>
public sealed record DifferenceDetail(string What, string Left, string Right)
{
    /// <inheritdoc/>
    public override string ToString() => $"{What}: {Left} / {Right}";
}

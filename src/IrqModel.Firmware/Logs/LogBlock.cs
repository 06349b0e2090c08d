namespace IrqModel.Firmware;

/// <summary>Lines of a kernel log without stamps, with nothing but blank lines between them.</summary>
/// <param name="isAfterProse">Whether words of a person come right before it.</param>
internal sealed class LogBlock(bool isAfterProse)
{
    /// <summary>A fault has two lines: "DRHD: handling fault status" comes before it.</summary>
    private const int LongestExample = 2;

    /// <summary>How many lines it has.</summary>
    public int Lines { get; set; }

    /// <summary>Whether it may be an example: a person's words lead to it, and it is short.</summary>
    public bool MayBeExample => isAfterProse && Lines <= LongestExample;
}

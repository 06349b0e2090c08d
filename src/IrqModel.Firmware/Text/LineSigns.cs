namespace IrqModel.Firmware;

/// <summary>
/// The signs that stand before each line of a block and of which one line alone does not always tell: the numbers of <c>grep -n</c>, the
/// signs of a diff, the bars of a box. It sees the lines of a text in their order and knows what the lines before had.
/// </summary>
internal sealed class LineSigns
{
    private readonly BoxBars _box = new();
    private readonly DiffSigns _diff = new();
    private readonly GrepNumbers _grep = new();
    private int _line;

    /// <summary>How many lines a diff takes away, and the number of the first of them.</summary>
    public (int Count, int FirstLine) Removed { get; private set; }

    /// <summary>A line starts.</summary>
    public void StartLine() => _line++;

    /// <summary>A line that a diff takes away was read.</summary>
    public void Remove(int line) => Removed = Removed.Count == 0 ? (1, line) : Removed with { Count = Removed.Count + 1 };

    /// <summary>Takes one sign off a line.</summary>
    /// <param name="line">The line; where the sign stands for a line, or has an end, it becomes another one.</param>
    /// <param name="at">Where the line starts behind the signs that were taken off before.</param>
    /// <param name="depth">How many those are.</param>
    /// <param name="isRemoved">Whether the line belongs to the earlier state of a diff.</param>
    public bool TryTake(ref string line, ref int at, int depth, ref bool isRemoved) =>
        _diff.TryTake(_line, ref line, ref at, depth, ref isRemoved) || _box.TryTake(_line, ref line, ref at)
        || _grep.TryTake(_line, line, ref at);
}

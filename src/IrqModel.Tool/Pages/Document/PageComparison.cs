namespace IrqModel.Tool.Pages.Document;

/// <summary>What differs between the first run and the one beside it, or between the only run and what is seen of the machine.</summary>
/// <param name="Headline">How many functions differ, in a sentence.</param>
/// <param name="Left">What the first run is called where both stand beside each other.</param>
/// <param name="Right">The same of the other side.</param>
/// <param name="Differences">The functions that differ, in the order of the document's functions.</param>
internal sealed record PageComparison(string Headline, string Left, string Right, IReadOnlyList<PageDifference> Differences)
{
    /// <summary>Whether the other side is what is seen of the machine, and no run.</summary>
    public bool? IsSeen { get; init; }

    /// <summary>The first step of all at which the runs part; null where they do the same, or no trace shows it.</summary>
    public PageParting? First { get; init; }
}

/// <summary>A function that differs.</summary>
/// <param name="Function">Its number.</param>
/// <param name="Details">What differs.</param>
internal sealed record PageDifference(int Function, IReadOnlyList<PageDetail> Details)
{
    /// <summary>How many details more there are.</summary>
    public int? MoreDetails { get; init; }

    /// <summary>The first step of this function at which the runs part, or the step that decided what the machine contradicts.</summary>
    public PageParting? Parting { get; init; }
}

/// <summary>A thing that differs. The parts are numbers of texts.</summary>
internal sealed record PageDetail(int What, int Left, int Right);

/// <summary>The steps at which two runs part; null where a run has no step more.</summary>
internal sealed record PageParting(PageMoment? Left, PageMoment? Right);

/// <summary>A step of a run, named outside of its sequence diagram.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Text">The number of the text that says what happened.</param>
/// <param name="Source">The source file.</param>
/// <param name="Line">The line in it.</param>
internal sealed record PageMoment(int At, int Text, int? Source, int? Line);

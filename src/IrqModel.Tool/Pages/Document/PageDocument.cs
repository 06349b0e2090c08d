namespace IrqModel.Tool.Pages.Document;

/// <summary>
/// What a report shows: a machine and one or more runs on it. The page and the diagrams are written from this and from nothing else. Texts
/// that
/// many functions share stand once, in <see cref="Texts"/>, and are named by their number.
/// </summary>
internal sealed record PageDocument
{
    /// <summary>What the page is called: the machine, or the model.</summary>
    public required string Title { get; init; }

    /// <summary>The program that wrote it, with its version.</summary>
    public required string Tool { get; init; }

    /// <summary>The texts that others name by number.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>The remapping units, in table order.</summary>
    public required IReadOnlyList<PageUnit> Units { get; init; }

    /// <summary>The buses, by segment and number.</summary>
    public required IReadOnlyList<PageBus> Buses { get; init; }

    /// <summary>The functions, by address.</summary>
    public required IReadOnlyList<PageFunction> Functions { get; init; }

    /// <summary>The runs. The first is shown; another can be shown beside it.</summary>
    public required IReadOnlyList<PageRun> Runs { get; init; }

    /// <summary>Which run is beside the first when the page opens; null for none.</summary>
    public int? Beside { get; init; }

    /// <summary>What differs between the runs, or between the run and what is seen; null where nothing was compared.</summary>
    public PageComparison? Comparison { get; init; }

    /// <summary>The rules that findings and fates name, by identifier.</summary>
    public required IReadOnlyDictionary<string, PageRule> Rules { get; init; }

    /// <summary>What fault codes mean, by code.</summary>
    public required IReadOnlyDictionary<int, string> FaultTexts { get; init; }

    /// <summary>How the bits of messages and table entries are laid out.</summary>
    public required IReadOnlyList<BitLayout> Layouts { get; init; }

    /// <summary>The files that steps and findings lead to.</summary>
    public required IReadOnlyList<PageSource> Sources { get; init; }

    /// <summary>Refused requests that a log shows.</summary>
    public IReadOnlyList<PageRefusal> Refusals { get; init; } = [];

    /// <summary>How the inputs fit together, and what was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was read, a line each.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The command whose output would tell most, and what it would tell.</summary>
    public PageAdvice? Next { get; init; }
}

/// <summary>A command, and what it would tell.</summary>
internal sealed record PageAdvice(string Command, string Tells);

/// <summary>A refused request of a log.</summary>
internal sealed record PageRefusal(string Where, string Text, string From, string Means, int Times, int? Function);

/// <summary>A rule in the words of whoever is hit by it.</summary>
/// <param name="Title">The violation in a few words.</param>
/// <param name="Words">What goes wrong.</param>
/// <param name="Fix">What mends it.</param>
/// <param name="Until">What helps without the fix.</param>
/// <param name="SeeLive">How to see it on the machine.</param>
/// <param name="Link">The rule's page.</param>
internal sealed record PageRule(string Title, string Words, string? Fix, string? Until, string? SeeLive, string Link);

/// <summary>A source file.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="First">The number of the first line that is kept.</param>
/// <param name="Lines">The lines; null where the file could not be found.</param>
internal sealed record PageSource(string Name, int First, IReadOnlyList<string>? Lines);

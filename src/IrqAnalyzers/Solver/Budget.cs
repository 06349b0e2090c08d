using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Solver;

/// <summary>How long a body may be analyzed before the analysis is abandoned: average visits of each block, as the options of its file say.</summary>
internal sealed class Budget
{
    public const string Option = "irq_analysis_budget";
    public const int Default = 60;
    public const int Maximum = 10_000;

    private readonly AnalyzerConfigOptionsProvider options;
    private readonly ConcurrentDictionary<SyntaxTree, int> known = new();

    public Budget(AnalyzerConfigOptionsProvider options) => this.options = options;

    /// <summary>Visits for each block, 1 to <see cref="Maximum"/>; what is no such number counts as nothing said.</summary>
    public int Of(SyntaxTree tree) => known.TryGetValue(tree, out var visits) ? visits : known.GetOrAdd(tree, Read(tree));

    private int Read(SyntaxTree tree) =>
        options.GetOptions(tree).TryGetValue(Option, out var text) && TryParse(text, out var visits) ? visits : Default;

    /// <summary>Reads a value of the option: whether it is a number in range.</summary>
    public static bool TryParse(string text, out int visits) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out visits) && visits is >= 1 and <= Maximum;
}

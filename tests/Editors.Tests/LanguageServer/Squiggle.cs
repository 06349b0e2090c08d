namespace Editors.Tests.LanguageServer;

/// <summary>What an editor underlines: a finding with its range. Lines and columns count from 0, as in the protocol.</summary>
/// <param name="Rule">The rule, such as IRQ1001, or the compiler's error.</param>
/// <param name="Severity">Error, Warning, Information or Hint.</param>
/// <param name="StartLine">The line on which the range starts.</param>
/// <param name="StartColumn">The column at which it starts, in UTF-16 units.</param>
/// <param name="EndLine">The line on which it ends.</param>
/// <param name="EndColumn">The column behind its last character.</param>
/// <param name="Message">What the editor shows beside it.</param>
internal sealed record Squiggle(string Rule, string Severity, int StartLine, int StartColumn, int EndLine, int EndColumn, string Message)
{
    /// <summary>The findings in the order in which they stand in the file.</summary>
    public static Squiggle[] Sort(IEnumerable<Squiggle> squiggles) =>
        [.. squiggles.OrderBy(s => s.StartLine).ThenBy(s => s.StartColumn).ThenBy(s => s.Rule, StringComparer.Ordinal).ThenBy(s => s.Message, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => $"{Severity} {Rule} ({StartLine}:{StartColumn}-{EndLine}:{EndColumn}) {Message}";
}

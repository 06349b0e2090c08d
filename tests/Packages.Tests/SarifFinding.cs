namespace Packages.Tests;

/// <summary>A finding in a compiler's report.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="File">The file without its folder; empty without a place.</param>
/// <param name="Line">The line, from 1; 0 without a place.</param>
internal sealed record SarifFinding(string Rule, string Level, string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level} {Rule} {File}:{Line}";
}

using Microsoft.CodeAnalysis.Text;

namespace Editors.Tests.LanguageServer;

/// <summary>What the server said after one keystroke.</summary>
/// <param name="Text">The text that it was asked about.</param>
/// <param name="Squiggles">What it underlines in that text: this project's findings, and what the compiler says.</param>
/// <param name="Latency">The time from the keystroke to the answer.</param>
internal sealed record Answer(string Text, Squiggle[] Squiggles, TimeSpan Latency)
{
    /// <summary>This project's findings.</summary>
    public Squiggle[] Findings { get; } = [.. Squiggles.Where(squiggle => squiggle.Rule.StartsWith("IRQ", StringComparison.Ordinal))];

    /// <summary>The texts that a rule underlines.</summary>
    /// <param name="rule">The rule.</param>
    public string[] Underlined(string rule) => [.. Findings.Where(finding => finding.Rule == rule).Select(TextOf)];

    private string TextOf(Squiggle squiggle)
    {
        var text = SourceText.From(Text);
        var span = text.Lines.GetTextSpan(new(new(squiggle.StartLine, squiggle.StartColumn), new(squiggle.EndLine, squiggle.EndColumn)));
        return text.ToString(span);
    }
}

using Editors.Tests.LanguageServer;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Editors.Tests.Hosting;

/// <summary>What new instances of the analyzers report of a text: they have seen no other text before, so nothing of it can be stale.</summary>
internal static class FreshAnalysis
{
    /// <summary>Analyses a document with the given text in place of its own.</summary>
    /// <param name="document">The document; its project says which analyzers there are.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public static async Task<Squiggle[]> OfAsync(Document document, string text, CancellationToken cancellation)
    {
        var changed = document.WithText(SourceText.From(text));
        var model = await changed.GetSemanticModelAsync(cancellation) ?? throw new InvalidOperationException($"{document.Name} has no semantic model.");
        var findings = await model.Compilation.WithAnalyzers([.. NewAnalyzers(changed.Project)], changed.Project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(cancellation);
        return Squiggle.Sort(findings.Where(finding => finding.Location.SourceTree == model.SyntaxTree).Select(ToSquiggle));
    }

    private static IEnumerable<DiagnosticAnalyzer> NewAnalyzers(Project project) =>
        project.AnalyzerReferences.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id.StartsWith("IRQ", StringComparison.Ordinal)))
            .Select(analyzer => (DiagnosticAnalyzer)Activator.CreateInstance(analyzer.GetType())!);

    private static Squiggle ToSquiggle(Diagnostic diagnostic)
    {
        var (start, end) = (diagnostic.Location.GetLineSpan().StartLinePosition, diagnostic.Location.GetLineSpan().EndLinePosition);
        var severity = diagnostic.Severity switch { DiagnosticSeverity.Info => "Information", DiagnosticSeverity.Hidden => "Hint", var other => other.ToString() };
        return new(diagnostic.Id, severity, start.Line, start.Character, end.Line, end.Character, diagnostic.GetMessage());
    }
}

using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// The severities of a project, except that IRQ9001 is always reported. A user who turns it off does not want to see it, but still wants no
/// fix that could not be verified.
/// </summary>
internal sealed class IncompleteIsReported : SyntaxTreeOptionsProvider
{
    private readonly SyntaxTreeOptionsProvider? others;

    private IncompleteIsReported(SyntaxTreeOptionsProvider? others) => this.others = others;

    /// <summary>The compilation; another one if it would not report it for the file.</summary>
    public static Compilation In(Compilation compilation, SyntaxTree tree, CancellationToken cancellation)
    {
        var options = compilation.Options;
        var rule = Descriptors.AnalysisIncomplete.Id;
        var provider = options.SyntaxTreeOptionsProvider;
        if (!options.SpecificDiagnosticOptions.TryGetValue(rule, out var severity)
            && provider?.TryGetDiagnosticValue(tree, rule, cancellation, out severity) is not true
            && provider?.TryGetGlobalDiagnosticValue(rule, cancellation, out severity) is not true)
            return compilation;
        if (severity != ReportDiagnostic.Suppress) return compilation;
        return compilation.WithOptions(options
            .WithSpecificDiagnosticOptions(options.SpecificDiagnosticOptions.Remove(rule))
            .WithSyntaxTreeOptionsProvider(new IncompleteIsReported(provider)));
    }

    /// <inheritdoc/>
    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
        others?.IsGenerated(tree, cancellationToken) ?? GeneratedKind.Unknown;

    /// <inheritdoc/>
    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Hidden;
        return diagnosticId == Descriptors.AnalysisIncomplete.Id || others?.TryGetDiagnosticValue(tree, diagnosticId, cancellationToken, out severity) is true;
    }

    /// <inheritdoc/>
    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Hidden;
        return diagnosticId == Descriptors.AnalysisIncomplete.Id || others?.TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity) is true;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Tells the severities of a compilation's options again for each file. Roslyn 4.5 forgets that a rule which is off by default was
/// switched on by the options of the compilation as soon as there may be options for single files.
/// </summary>
internal sealed class SpecificOptionsPerTree(SyntaxTreeOptionsProvider inner, ImmutableDictionary<string, ReportDiagnostic> specific)
    : SyntaxTreeOptionsProvider
{
    /// <summary>The compilation with these options, if the analyzers have a rule that is off by default.</summary>
    public static Compilation Apply(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        compilation.Options.SyntaxTreeOptionsProvider is { } inner
        && analyzers.Any(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => !descriptor.IsEnabledByDefault))
            ? compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(
                new SpecificOptionsPerTree(inner, compilation.Options.SpecificDiagnosticOptions)))
            : compilation;

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
        inner.IsGenerated(tree, cancellationToken);

    public override bool TryGetDiagnosticValue(
        SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        inner.TryGetDiagnosticValue(tree, diagnosticId, cancellationToken, out severity)
        || specific.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(
        string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        inner.TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);
}

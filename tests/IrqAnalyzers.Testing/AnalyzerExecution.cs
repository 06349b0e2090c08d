using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>Runs analyzers, and nothing else, over one compilation.</summary>
internal sealed class AnalyzerExecution(ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, bool concurrent = true)
{
    private readonly ConcurrentQueue<string> crashes = [];

    /// <summary>What the analyzers report.</summary>
    public Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, CancellationToken cancellationToken) =>
        new CompilationWithAnalyzers(
            compilation,
            analyzers,
            new CompilationWithAnalyzersOptions(
                options,
                (exception, analyzer, _) => crashes.Enqueue($"{analyzer.GetType().Name} threw:\n{exception}"),
                concurrentAnalysis: concurrent,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true))
        .GetAnalyzerDiagnosticsAsync(cancellationToken);

    /// <summary>Fails if an analyzer threw.</summary>
    public void VerifyNoCrash(IVerifier verifier)
    {
        if (!crashes.IsEmpty)
            verifier.Fail(string.Join("\n", crashes));
    }

    /// <summary>Everything about the diagnostics that a user or a tool can see, in a stable order.</summary>
    public static string Render(ImmutableArray<Diagnostic> diagnostics) => string.Concat(diagnostics
        .Select(diagnostic =>
        {
            var additional = diagnostic.AdditionalLocations.Select(location => $" also at {location.GetLineSpan()}");
            var properties = diagnostic.Properties
                .OrderBy(property => property.Key, StringComparer.Ordinal)
                .Select(property => $" {property.Key}={property.Value}");
            return $"{diagnostic.Location.GetLineSpan()}: {diagnostic.Severity} {diagnostic.Id}: "
                + diagnostic.GetMessage(CultureInfo.InvariantCulture)
                + $"{(diagnostic.IsSuppressed ? " (suppressed)" : "")}{string.Concat(additional)}{string.Concat(properties)}\n";
        })
        .Order(StringComparer.Ordinal));

    public static async Task<Compilation> CompileAsync(Project project, CancellationToken cancellationToken) =>
        await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"The project '{project.Name}' has no compilation.");
}

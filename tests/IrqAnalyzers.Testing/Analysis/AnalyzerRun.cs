using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>One run of analyzers over one compilation.</summary>
internal static class AnalyzerRun
{
    private static readonly ConditionalWeakTable<Diagnostic, object> NonLocal = [];

    /// <summary>Whether the diagnostic came from a compilation-end action: an editor offers no light bulb for it.</summary>
    public static bool IsNonLocal(Diagnostic diagnostic) => NonLocal.TryGetValue(diagnostic, out _);

    /// <summary>Compiler and analyzer diagnostics; fails if an analyzer throws.</summary>
    public static async Task<ImmutableArray<Diagnostic>> GetDiagnosticsAsync(
        CompilationWithAnalyzers compilation, IVerifier verifier, CancellationToken cancellationToken)
    {
        var suppressors = compilation.Analyzers.Where(analyzer => analyzer is DiagnosticSuppressor).ToImmutableArray();
        var compiler = suppressors.IsEmpty
            ? compilation.Compilation.GetDiagnostics(cancellationToken)
            : (await new CompilationWithAnalyzers(compilation.Compilation, suppressors, compilation.AnalysisOptions)
                .GetAllDiagnosticsAsync(cancellationToken).ConfigureAwait(false))
                .Where(IsCompilerDiagnostic).ToImmutableArray();

        var result = await compilation.GetAnalysisResultAsync(cancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in result.CompilationDiagnostics.Values.SelectMany(diagnostics => diagnostics))
            NonLocal.AddOrUpdate(diagnostic, diagnostic.Id);

        var reported = result.GetAllDiagnostics();
        var crashes = reported.Where(diagnostic => diagnostic.Id == "AD0001").Select(Describe).ToList();
        if (crashes.Count > 0)
            verifier.Fail($"An analyzer threw (AD0001). A test can neither expect nor disable this.\n{string.Join("\n", crashes)}");
        return compiler.AddRange(reported);
    }

    public static bool IsCompilerDiagnostic(Diagnostic diagnostic) =>
        diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);

    public static string Describe(Diagnostic crash)
    {
        var details = crash.Descriptor.Description.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return details.Length > 0 ? details : crash.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }
}

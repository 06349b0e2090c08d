using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Short forms of tests of an analyzer.</summary>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
/// <typeparam name="TTest">The test that is run.</typeparam>
/// <typeparam name="TVerifier">How failures are reported.</typeparam>
public class AnalyzerVerifier<TAnalyzer, TTest, TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TTest : AnalyzerTest<TVerifier>, new()
    where TVerifier : IVerifier, new()
{
    /// <summary>Expects the analyzer's only diagnostic.</summary>
    public static DiagnosticResult Diagnostic() => new TAnalyzer().SupportedDiagnostics is [var only]
        ? Diagnostic(only)
        : throw new InvalidOperationException($"{typeof(TAnalyzer).Name} has several diagnostics: name the ID or the descriptor.");

    /// <summary>Expects the analyzer's only diagnostic with this ID.</summary>
    public static DiagnosticResult Diagnostic(string diagnosticId) =>
        new TAnalyzer().SupportedDiagnostics.Where(descriptor => descriptor.Id == diagnosticId).ToList() is [var only]
            ? Diagnostic(only)
            : throw new InvalidOperationException($"{typeof(TAnalyzer).Name} has not exactly one diagnostic with the ID '{diagnosticId}'.");

    /// <summary>Expects a diagnostic of this descriptor.</summary>
    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) => new(descriptor);

    /// <summary>Analyses one source.</summary>
    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new TTest { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(CancellationToken.None);
    }
}

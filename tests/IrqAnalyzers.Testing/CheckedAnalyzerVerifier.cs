using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>Short forms of tests of an analyzer that also make the <see cref="ExtraChecks"/>.</summary>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
public class CheckedAnalyzerVerifier<TAnalyzer>
    : AnalyzerVerifier<TAnalyzer, CheckedAnalyzerTest<TAnalyzer, DefaultVerifier>, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new();

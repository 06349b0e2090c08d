using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>Short forms of tests of an analyzer and its fix that also make the <see cref="ExtraChecks"/>.</summary>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
/// <typeparam name="TCodeFix">The fix.</typeparam>
public class CheckedCodeFixVerifier<TAnalyzer, TCodeFix>
    : CodeFixVerifier<TAnalyzer, TCodeFix, CheckedCodeFixTest<TAnalyzer, TCodeFix, DefaultVerifier>, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new();

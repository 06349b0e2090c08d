using IrqAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.CodeFixes.Tests.Support;

/// <summary>A test of a fix on model code, compiled against the DSL.</summary>
/// <typeparam name="TFix">The fix.</typeparam>
public sealed class FixTest<TFix> : CheckedCodeFixTest<BringUpAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    /// <summary>A test on rules that are not those which find something in nearly every fragment; enable them with <c>DisabledDiagnostics.Clear()</c>.</summary>
    public FixTest()
    {
        TestState.AdditionalReferences.Add(Models.Dsl);

        // Fixes move and insert lines of functions that are held back; who lets drivers in again is not what these models are about.
        DisabledDiagnostics.Add("IRQ3002");
    }

    /// <inheritdoc/>
    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp11, DocumentationMode.Diagnose);

    /// <inheritdoc/>
    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
}

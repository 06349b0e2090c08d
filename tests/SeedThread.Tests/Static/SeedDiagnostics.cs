using System.Collections.Immutable;
using IrqAnalyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SeedThread.Tests.Static;

/// <summary>What the analyzers say of the sample's sources.</summary>
internal static class SeedDiagnostics
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    public static async Task<ImmutableArray<Diagnostic>> GetAsync(CancellationToken cancellation)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = Repository.SeedThreadSources
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)), options, file, cancellation))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options, "Usings.cs", cancellationToken: cancellation));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("SeedThread", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "SeedThread", trees, references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0) throw new InvalidOperationException($"The sample does not compile here: {errors[0]}");

        // Runs know nothing of pragmas.
        var all = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        return await compilation.WithAnalyzers([new BringUpAnalyzer()], all).GetAnalyzerDiagnosticsAsync(cancellation);
    }

    /// <summary>The key that a diagnostic shares with the engine's finding.</summary>
    public static string KeyOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("irq.key", out var key) && key is not null
            ? key
            : throw new InvalidOperationException($"{diagnostic} has no key.");
}

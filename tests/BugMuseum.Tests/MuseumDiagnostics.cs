using System.Collections.Immutable;
using IrqAnalyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BugMuseum.Tests;

/// <summary>What the analyzers say of the museum's sources and of the hosts that it shows, possible findings included.</summary>
internal static class MuseumDiagnostics
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    private static readonly Lazy<Task<ImmutableArray<Diagnostic>>> Analysis = new(() => AnalyzeAsync(CancellationToken.None));

    /// <summary>The diagnostics; the sources are analysed once for all tests.</summary>
    public static Task<ImmutableArray<Diagnostic>> GetAsync(CancellationToken cancellation) => Analysis.Value.WaitAsync(cancellation);

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CancellationToken cancellation)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = Sources("samples/BugMuseum").Concat(Sources("src/IrqModel.Hosts"))
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)), options, file, cancellation))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options, "Usings.cs", cancellationToken: cancellation));
        string[] compiledHere = ["BugMuseum", "IrqModel.Hosts"];
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !compiledHere.Contains(Path.GetFileNameWithoutExtension(path)) && !Path.GetFileName(path).StartsWith("BugMuseum.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "BugMuseum", trees, references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0) throw new InvalidOperationException($"The museum does not compile here: {errors[0]}");
        return await compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellation);
    }

    /// <summary>The key that a diagnostic shares with the engine's finding.</summary>
    public static string KeyOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("irq.key", out var key) && key is not null
            ? key
            : throw new InvalidOperationException($"{diagnostic} has no key.");

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
}

using System.Collections.Immutable;
using IrqAnalyzers.Benchmarks;
using IrqAnalyzers.Parity.Generation;
using IrqAnalyzers.Tests.Corpus;
using IrqAnalyzers.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>Some code that is compiled and analysed together.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Compilation">The code.</param>
/// <param name="Files">Its contract files.</param>
internal sealed record SourceSet(string Name, CSharpCompilation Compilation, ImmutableArray<AdditionalText> Files)
{
    private const int ProgramsTogether = 25;
    private const int BenchmarkLines = 5_000;

    /// <summary>The folders with code that uses the DSL, each compiled as a whole.</summary>
    private static readonly string[] Folders = ["samples/BugMuseum", "samples/FirstModel", "samples/SeedThread", "src/IrqModel.Hosts"];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal)
                || name is "IrqModel.dll" or "IrqModel.Engine.dll" or "IrqAnalyzers.Findings.Tests.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Each model of the corpus that this compiler can compile.</summary>
    public static IEnumerable<SourceSet> Corpus() =>
        from model in CorpusModels.All
        where model.CanBeCompiled
        orderby model.Name
        select new SourceSet($"corpus: {model.Name}", model.Compile(), model.ContractFiles);

    /// <summary>The samples, and the hosts of real kernels.</summary>
    public static IEnumerable<SourceSet> Samples() => Folders.Select(folder => Of(
        folder,
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/'), File: path))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => (file.Path, File.ReadAllText(file.File)))
            .Prepend(("ImplicitUsings.cs", "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
                + "global using System.Threading; global using System.Threading.Tasks;"))));

    /// <summary>The first random programs of a seed, some at a time.</summary>
    public static IEnumerable<SourceSet> Programs(int count, int together = ProgramsTogether, int seed = 1) => Enumerable.Range(0, count).Chunk(together).Select(numbers => Of(
        numbers.Length == 1 ? $"program {numbers[0]}" : $"programs {numbers[0]} to {numbers[^1]}",
        numbers.Select(number => ProgramGenerator.Generate(number, seed))
            .SelectMany(program => new[] { (program.HostFile, program.HostSource()), (program.DriverFile, program.DriverSource()) })));

    /// <summary>The code of the benchmark.</summary>
    public static SourceSet Benchmark() => Of("benchmark", ModelSource.Project(BenchmarkLines).Select((text, number) => ($"File{number}.cs", text)));

    /// <summary>Everything that the analyzers report, a line each, in order of place; nothing is left out.</summary>
    public async Task<string> AnalyzeAsync(BringUpAnalyzer analyzer, CancellationToken cancellation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions(Files), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var diagnostics = await Compilation.Clone().WithAnalyzers([analyzer], options).GetAnalyzerDiagnosticsAsync(cancellation);
        return string.Concat(
            from diagnostic in diagnostics
            let text = Render(diagnostic)
            orderby diagnostic.Location.SourceTree?.FilePath, diagnostic.Location.SourceSpan.Start, text
            select text + "\n");
    }

    private static SourceSet Of(string name, IEnumerable<(string Path, string Text)> files) => new(
        name,
        CSharpCompilation.Create(
            "Findings", files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path)), References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)),
        []);

    private static string Render(Diagnostic diagnostic)
    {
        var properties = diagnostic.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}");
        var others = diagnostic.AdditionalLocations.Select(location => $"{location.SourceTree?.FilePath}{location.SourceSpan}");
        return $"{diagnostic.Location.SourceTree?.FilePath}{diagnostic.Location.SourceSpan} {diagnostic.Id} {diagnostic.Severity}: {diagnostic.GetMessage(null)} "
            + $"{{{string.Join("; ", properties)}}} [{string.Join(" ", others)}]";
    }
}

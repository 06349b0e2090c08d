using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using IrqAnalyzers;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OwnProtocol.Tests;

/// <summary>A model that is compiled as a project of the package is: with the analyzers, and with the generator.</summary>
internal sealed class CompiledModel
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq;";

    private readonly CSharpCompilation compilation;
    private readonly ImmutableArray<AdditionalText> files;

    private CompiledModel(CSharpCompilation compilation, ImmutableArray<AdditionalText> files)
    {
        this.compilation = compilation;
        this.files = files;
    }

    /// <summary>How a project that may use interceptors is parsed.</summary>
    public static CSharpParseOptions Parsing { get; } =
        CSharpParseOptions.Default.WithFeatures([new("InterceptorsNamespaces", ContractInterceptor.Namespace)]);

    public static CSharpCompilationOptions Options { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Debug);

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("OwnProtocol", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the generator says of calls that it cannot stand in for.</summary>
    public ImmutableArray<Diagnostic> Unseen { get; private set; } = [];

    /// <summary>What the generator has written; empty if that is nothing.</summary>
    public string Generated { get; private set; } = "";

    /// <summary>Compiles sources, each with the name of its file.</summary>
    public static CompiledModel Of(IEnumerable<(string File, string Text)> sources, params (string File, string Text)[] contractFiles)
    {
        var trees = sources.Append((File: "Usings.cs", Text: Usings)).Select(source => CSharpSyntaxTree.ParseText(source.Text, Parsing, source.File, System.Text.Encoding.UTF8));
        return Of(CSharpCompilation.Create("Models" + Guid.NewGuid().ToString("n"), trees, References, Options), [.. contractFiles.Select(file => new ContractText(file.File, file.Text))]);
    }

    public static CompiledModel Of(CSharpCompilation compilation, ImmutableArray<AdditionalText> files)
    {
        var model = new CompiledModel(compilation, files);
        var driver = CSharpGeneratorDriver.Create([new ContractInterceptor().AsSourceGenerator()], files, Parsing);
        var run = driver.RunGenerators(compilation).GetRunResult();
        model.Unseen = run.Diagnostics;
        model.Generated = run.GeneratedTrees.IsEmpty ? "" : run.GeneratedTrees[0].ToString();
        return model;
    }

    /// <summary>What the analyzers say.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CancellationToken cancellation) =>
        await compilation.WithAnalyzers([new BringUpAnalyzer()], new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync(cancellation);

    /// <summary>The model as an assembly that can be run.</summary>
    public Assembly Load()
    {
        var driver = CSharpGeneratorDriver.Create([new ContractInterceptor().AsSourceGenerator()], files, Parsing);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = whole.Emit(image, symbols);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.ToString())));
        image.Position = 0;
        symbols.Position = 0;
        return new AssemblyLoadContext("models", isCollectible: true).LoadFromStream(image, symbols);
    }

    /// <summary>Runs the host with a name.</summary>
    public RunResult Run(string host)
    {
        var type = Load().GetType(host, throwOnError: true)!;
        return Simulation.Run(Orders.Machine, machine => (Host)Activator.CreateInstance(type, machine)!);
    }

    private sealed class ContractText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
            Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }
}

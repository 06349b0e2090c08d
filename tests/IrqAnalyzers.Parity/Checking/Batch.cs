using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using IrqAnalyzers.Parity.Generation;
using IrqModel;
using IrqModel.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>Compiles programs together, analyses them and runs them.</summary>
internal static class Batch
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Collections.dll" or "IrqModel.dll" or "IrqAnalyzers.Parity.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Checks programs.</summary>
    /// <param name="programs">The programs, each with a number of its own.</param>
    /// <param name="maximumRuns">How many runs to make on each machine.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidOperationException">A program does not compile.</exception>
    public static ImmutableArray<Findings> Check(IReadOnlyList<ModelProgram> programs, int maximumRuns, CancellationToken cancellation)
    {
        var compilation = Compile(programs, cancellation);
        var findings = programs.ToDictionary(program => program.Name, _ => new Findings());
        var path = Path.Combine(Path.GetTempPath(), $"parity-{Guid.NewGuid():N}.dll");
        var symbols = Path.ChangeExtension(path, ".pdb");
        try
        {
            Emit(compilation, path, symbols, cancellation);
            Analyze(compilation, findings, cancellation);
            Run(path, programs, findings, maximumRuns);
        }
        finally
        {
            File.Delete(path);
            File.Delete(symbols);
        }

        return [.. programs.Select(program => findings[program.Name])];
    }

    private static CSharpCompilation Compile(IReadOnlyList<ModelProgram> programs, CancellationToken cancellation)
    {
        var trees = new List<SyntaxTree>();
        foreach (var program in programs)
        {
            trees.Add(Parse(program.HostSource(), program.HostFile, cancellation));
            trees.Add(Parse(program.DriverSource(), program.DriverFile, cancellation));
        }

        // Optimised code has other sequence points; keys must not depend on them.
        var optimization = programs[0].Number % 2 == 0 ? OptimizationLevel.Debug : OptimizationLevel.Release;
        return CSharpCompilation.Create(
            $"Parity{Guid.NewGuid():N}", trees, References,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: optimization));
    }

    private static SyntaxTree Parse(string text, string path, CancellationToken cancellation) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Parsing, path, cancellation);

    private static void Emit(CSharpCompilation compilation, string path, string symbols, CancellationToken cancellation)
    {
        using var image = File.Create(path);
        using var debug = File.Create(symbols);
        var emitted = compilation.Emit(
            image, debug, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: symbols),
            cancellationToken: cancellation);
        if (emitted.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"A generated program does not compile: {error}\n{error.Location.SourceTree}");
    }

    private static void Analyze(CSharpCompilation compilation, Dictionary<string, Findings> findings, CancellationToken cancellation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var diagnostics = compilation.WithAnalyzers([new BringUpAnalyzer()], options).GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Id == "AD0001") throw new InvalidOperationException(diagnostic.ToString());
            var file = diagnostic.Location.SourceTree!.FilePath;
            var found = findings[file[..file.IndexOf('.', StringComparison.Ordinal)]];
            if (diagnostic.Id == "IRQ9001")
            {
                found.IsIncomplete = true;
                continue;
            }

            var key = diagnostic.Properties["irq.key"]!;
            var isDefinite = diagnostic.Properties["irq.certainty"] == "definite";
            found.Reported[key] = isDefinite || found.Reported.GetValueOrDefault(key);
        }
    }

    private static void Run(string path, IReadOnlyList<ModelProgram> programs, Dictionary<string, Findings> findings, int maximumRuns)
    {
        var context = new AssemblyLoadContext("parity", isCollectible: true);
        try
        {
            var assembly = context.LoadFromAssemblyPath(path);
            foreach (var program in programs)
            {
                var host = assembly.GetType($"{program.Name}.H", throwOnError: true)!;
                Explorer.Explore(machine => (Host)Activator.CreateInstance(host, machine)!, findings[program.Name], maximumRuns);
            }
        }
        finally
        {
            context.Unload();
        }
    }
}

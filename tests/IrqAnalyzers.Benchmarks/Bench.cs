using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Benchmarks;

/// <summary>Compiles model projects and runs analyzers on them, as a build does and as an editor does.</summary>
internal static class Bench
{
    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly MetadataReference Dsl = MetadataReference.CreateFromFile(typeof(IrqModel.Host).Assembly.Location);

    /// <summary>Parses a project.</summary>
    public static ImmutableArray<SyntaxTree> Parse(IEnumerable<string> files) =>
        [.. files.Select((text, number) => CSharpSyntaxTree.ParseText(SourceText.From(text), path: $"/models/File{number}.cs"))];

    /// <summary>A compilation that nobody has asked anything yet.</summary>
    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees, AnalyzerSet set, bool withDsl = true) => CSharpCompilation.Create(
        "Models", trees, withDsl ? Framework.Add(Dsl) : Framework,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: set.Options)
            .WithSyntaxTreeOptionsProvider(new DefaultTreeOptions()));

    /// <summary>One whole build's worth of a set, on one thread, from a fresh compilation.</summary>
    /// <exception cref="InvalidOperationException">An analyzer threw.</exception>
    public static async Task<Measurement> BuildAsync(ImmutableArray<SyntaxTree> trees, AnalyzerSet set, bool withDsl = true)
    {
        set = set.Fresh();
        var compilation = Compile(trees, set, withDsl);
        _ = compilation.Assembly; // the compiler binds its references, whoever asks first
        var run = Run(compilation, set);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var own = set.Own;
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var diagnostics = await run.GetAnalyzerDiagnosticsAsync(default);
        var wall = watch.Elapsed.TotalMilliseconds;
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        Refuse(diagnostics);
        return new(wall, processor.TotalMilliseconds, set.Own - own, bytes / 1e6, diagnostics.Length);
    }

    /// <summary>
    /// What one whole build costs, in figures that do not depend on the machine. The first builds fill caches of the compiler, so that the least of
    /// several is taken.
    /// </summary>
    public static async Task<(long Visits, long Bytes)> CostAsync(ImmutableArray<SyntaxTree> trees)
    {
        var least = (Visits: long.MaxValue, Bytes: long.MaxValue);
        for (var left = 10; left > 0; left--)
        {
            var analyzer = new BringUpAnalyzer();
            var set = new AnalyzerSet("IrqAnalyzers", [new(analyzer)], []);
            Refuse(await Run(Compile(trees, set), set).GetAnalyzerDiagnosticsAsync(default));
            least = (Math.Min(least.Visits, analyzer.Solver.Visits), Math.Min(least.Bytes, set.Analyzers[0].Bytes));
        }

        return least;
    }

    /// <summary>One keystroke: the body of one method of a file changes, and the file is looked at anew, as an editor does.</summary>
    /// <param name="before">The project before the keystroke.</param>
    /// <param name="step">What is typed: another number each time.</param>
    /// <param name="set">The analyzers; <see langword="null"/> for the compiler's own diagnostics and nothing else.</param>
    /// <param name="onlyMember">Whether only the method that is edited is asked for, rather than the whole file.</param>
    public static async Task<Measurement> EditAsync(CSharpCompilation before, int step, AnalyzerSet? set, bool onlyMember = false)
    {
        var tree = before.SyntaxTrees[0];
        var text = await tree.GetTextAsync();
        var content = text.ToString();
        var middle = content.IndexOf("retries += attempt", content.Length / 2, StringComparison.Ordinal);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var own = set?.Own ?? 0;
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var changed = tree.WithChangedText(text.WithChanges(new TextChange(new(middle, 0), $"retries = {step}; ")));
        var after = before.ReplaceSyntaxTree(tree, changed);
        var model = after.GetSemanticModel(changed);
        TextSpan? span = null;
        if (onlyMember)
        {
            var member = (await changed.GetRootAsync()).FindToken(middle).Parent!.FirstAncestorOrSelf<MethodDeclarationSyntax>();
            span = member!.FullSpan;
        }

        var run = set is null ? null : Run(after, set);
        var diagnostics = run is null ? model.GetDiagnostics(span) : await run.GetAnalyzerSemanticDiagnosticsAsync(model, span, default);
        var wall = watch.Elapsed.TotalMilliseconds;
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        Refuse(diagnostics);
        return new(wall, processor.TotalMilliseconds, (set?.Own ?? 0) - own, bytes / 1e6, diagnostics.Length);
    }

    private static CompilationWithAnalyzers Run(Compilation compilation, AnalyzerSet set) => new(
        compilation, ImmutableArray<DiagnosticAnalyzer>.CastUp(set.Analyzers),
        new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));

    private static void Refuse(ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001") is { } crash) throw new InvalidOperationException(crash.ToString());
    }
}

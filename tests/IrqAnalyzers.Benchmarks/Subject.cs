using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Benchmarks;

/// <summary>A rule under measurement: its analyzers, and how its time is taken.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Analyzers">Its analyzers.</param>
/// <param name="Rules">The rules to switch on; none for those that are on anyway.</param>
internal sealed record Subject(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers, params string[] Rules)
{
    /// <summary>The time that the analyzers take for a whole project, what the compiler itself does not counted.</summary>
    public async Task<BuildCost> BuildAsync(CSharpCompilation compilation)
    {
        // A copy: nothing that an earlier run bound or analysed is there any more.
        var fresh = compilation.Clone();
        var running = On(fresh);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var diagnostics = await running.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        ThrowIfFailed(diagnostics);
        var time = TimeSpan.Zero;
        foreach (var analyzer in Analyzers)
            time += (await running.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime;
        return new(time.TotalMilliseconds, allocated, diagnostics.Length);
    }

    /// <summary>What an IDE waits for after a keystroke in one method: the file is parsed, and the rule runs over that file.</summary>
    public async Task<double> EditAsync(CSharpCompilation compilation, SyntaxTree file, int edit)
    {
        var changed = Edited(file, edit);
        var edited = compilation.ReplaceSyntaxTree(file, changed);
        var running = On(edited);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var diagnostics = await running.GetAnalyzerSemanticDiagnosticsAsync(edited.GetSemanticModel(changed), null, CancellationToken.None);
        watch.Stop();
        ThrowIfFailed(diagnostics);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static SyntaxTree Edited(SyntaxTree file, int edit)
    {
        var bodies = file.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.Body is not null).ToArray();
        var method = bodies[edit % bodies.Length];
        var at = method.Body!.OpenBraceToken.Span.End;
        return file.WithChangedText(file.GetText().WithChanges(new Microsoft.CodeAnalysis.Text.TextChange(new(at, 0), $" var edit{edit} = {edit};")));
    }

    private CompilationWithAnalyzers On(CSharpCompilation compilation) =>
        compilation
            .WithOptions(compilation.Options.WithSpecificDiagnosticOptions(Rules.ToDictionary(rule => rule, _ => ReportDiagnostic.Warn)))
            .WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));

    private static void ThrowIfFailed(ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(diagnostic => diagnostic.Id is "AD0001" or "AD0002") is { } failed)
            throw new InvalidOperationException(failed.ToString());
    }
}

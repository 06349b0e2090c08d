using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>Same code, same diagnostics: whatever the threads, the order of the files, and what ran before.</summary>
public static class DeterminismCheck
{
    /// <summary>Analyses every project of the solution again and again and fails if any run reports otherwise.</summary>
    /// <param name="project">Any project of the solution.</param>
    /// <param name="createAnalyzers">Makes new instances of the analyzers.</param>
    /// <param name="verifier">What failures are reported to.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static async Task VerifyAsync(
        Project project,
        Func<ImmutableArray<DiagnosticAnalyzer>> createAnalyzers,
        IVerifier verifier,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(createAnalyzers);
        ArgumentNullException.ThrowIfNull(verifier);
        var analyzers = createAnalyzers();
        foreach (var each in project.Solution.Projects)
        {
            var compilation = await AnalyzerExecution.CompileAsync(each, cancellationToken).ConfigureAwait(false);
            var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());
            var first = await RunAsync(analyzers, compilation, concurrent: true).ConfigureAwait(false);
            // One run that differs in everything is enough where nothing differs; where something does, the runs one by one say what.
            if (await RunAsync(analyzers, reversed, concurrent: false).ConfigureAwait(false) != first)
            {
                await CompareAsync("a second run", analyzers, compilation, concurrent: true).ConfigureAwait(false);
                await CompareAsync("a run without concurrency", analyzers, compilation, concurrent: false).ConfigureAwait(false);
                await CompareAsync("a run with the files in reverse order", analyzers, reversed, concurrent: true).ConfigureAwait(false);
                await CompareAsync("a run without concurrency, with the files in reverse order,", analyzers, reversed, concurrent: false).ConfigureAwait(false);
                verifier.Fail("Not deterministic: one run out of several over the same code reported otherwise.");
            }

            await CompareAsync("a run of new analyzer instances", createAnalyzers(), compilation, concurrent: true).ConfigureAwait(false);

            async Task CompareAsync(
                string name, ImmutableArray<DiagnosticAnalyzer> instances, Compilation code, bool concurrent)
            {
                var again = await RunAsync(instances, code, concurrent).ConfigureAwait(false);
                verifier.EqualOrDiff(
                    first, again, $"Not deterministic: {name} over the same code reported otherwise. ('-' first, '+' now):");
            }

            async Task<string> RunAsync(ImmutableArray<DiagnosticAnalyzer> instances, Compilation code, bool concurrent)
            {
                var execution = new AnalyzerExecution(instances, each.AnalyzerOptions, concurrent);
                var diagnostics = await execution.RunAsync(code, cancellationToken).ConfigureAwait(false);
                execution.VerifyNoCrash(verifier);
                return AnalyzerExecution.Render(diagnostics);
            }
        }
    }
}

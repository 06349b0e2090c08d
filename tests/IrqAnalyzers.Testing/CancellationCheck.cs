using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>
/// A cancelled analyzer stops without a mess. The analyzer is cancelled on entry to its n-th action, for many n, so that the action
/// finds its token cancelled at its first look; then it must still report what it did before.
/// </summary>
public static class CancellationCheck
{
    /// <summary>Cancels analyses of a project and fails if anything but an <see cref="OperationCanceledException"/> comes out.</summary>
    /// <param name="project">The project.</param>
    /// <param name="createAnalyzers">Makes new instances of the analyzers.</param>
    /// <param name="verifier">What failures are reported to.</param>
    /// <param name="maximumPoints">How many points of cancellation are tried at most, spread evenly over all actions.</param>
    /// <param name="maximumDelay">How long an analysis may go on after it was cancelled; not measured if left out.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static async Task VerifyAsync(
        Project project,
        Func<ImmutableArray<DiagnosticAnalyzer>> createAnalyzers,
        IVerifier verifier,
        int maximumPoints = 50,
        TimeSpan? maximumDelay = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(createAnalyzers);
        ArgumentNullException.ThrowIfNull(verifier);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumPoints);
        var compilation = await AnalyzerExecution.CompileAsync(project, cancellationToken).ConfigureAwait(false);
        var watch = new ActionWatch();
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. createAnalyzers().Select(analyzer => new WatchedAnalyzer(analyzer, watch.Run))];

        var before = await RunToTheEndAsync().ConfigureAwait(false);
        var actions = watch.Entered;
        var points = Math.Min(actions, maximumPoints);
        for (var i = 0; i < points; i++)
            await CancelAsync(1 + (int)((long)i * actions / points)).ConfigureAwait(false);
        verifier.EqualOrDiff(
            before,
            await RunToTheEndAsync().ConfigureAwait(false),
            "After cancelled runs the analyzer reported otherwise than before. ('-' before, '+' now):");

        async Task<string> RunToTheEndAsync()
        {
            watch.Reset(0, static () => { });
            var execution = new AnalyzerExecution(analyzers, project.AnalyzerOptions, concurrent: false);
            var diagnostics = await execution.RunAsync(compilation, cancellationToken).ConfigureAwait(false);
            execution.VerifyNoCrash(verifier);
            return AnalyzerExecution.Render(diagnostics);
        }

        async Task CancelAsync(int action)
        {
            var context = verifier.PushContext($"Cancelled on entry to action {action} of {actions}");
            using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var sinceCancelled = new Stopwatch();
            watch.Reset(action, () =>
            {
                sinceCancelled.Start();
                source.Cancel();
            });
            var execution = new AnalyzerExecution(analyzers, project.AnalyzerOptions, concurrent: false);
            try
            {
                await execution.RunAsync(compilation, source.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            await watch.WhenIdleAsync(cancellationToken).ConfigureAwait(false);
            sinceCancelled.Stop();
            if (watch.Failure is { } failure)
                context.Fail($"The cancelled analyzer threw:\n{failure}");
            if (maximumDelay is { } limit && sinceCancelled.Elapsed > limit)
            {
                context.Fail($"The analysis went on for {sinceCancelled.Elapsed.TotalMilliseconds:F0} ms after it was cancelled; "
                    + $"allowed are {limit.TotalMilliseconds:F0} ms.");
            }
        }
    }
}

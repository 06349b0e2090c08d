namespace IrqAnalyzers.Testing;

/// <summary>
/// Counts the actions of an analyzer, does something on entry to the n-th, and notes what they throw. Roslyn does not wait for a cancelled
/// action, so this must.
/// </summary>
internal sealed class ActionWatch
{
    private int entered;
    private int running;
    private int target;
    private Action onTarget = static () => { };

    /// <summary>How many actions were entered since the last reset.</summary>
    public int Entered => entered;

    /// <summary>The first exception of an action that was not a cancellation.</summary>
    public Exception? Failure { get; private set; }

    public void Reset(int newTarget, Action newOnTarget)
    {
        entered = 0;
        Failure = null;
        target = newTarget;
        onTarget = newOnTarget;
    }

    public void Run(Action action)
    {
        Interlocked.Increment(ref running);
        try
        {
            if (Interlocked.Increment(ref entered) == target)
                onTarget();
            action();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Failure ??= exception;
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref running) > 0)
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>
/// What an <c>async</c> method of a model returns. Flows run single-threaded under the engine; every <c>await</c> is a point at which
/// something else may run: another flow, a notifier, a driver's probe. Between two awaits nothing else happens.
/// </summary>
[AsyncMethodBuilder(typeof(FlowMethodBuilder))]
public class Flow
{
    private Action? continuation;
    private Action? ended;
    private ExceptionDispatchInfo? failure;

    internal Flow()
    {
    }

    /// <summary>Whether the flow has ended, well or not.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>The exception that ended the flow, if one did.</summary>
    public Exception? Exception => failure?.SourceException;

    /// <summary>A flow that has already ended, for handlers that have nothing to wait for.</summary>
    public static Flow Completed
    {
        get
        {
            var flow = new Flow();
            flow.Complete();
            return flow;
        }
    }

    /// <summary>Lets <c>await</c> wait for the flow.</summary>
    public FlowAwaiter GetAwaiter() => new(this);

    internal void OnCompleted(Action next)
    {
        if (IsCompleted)
        {
            FlowScheduler.Require().Post(next);
            return;
        }

        if (continuation is not null)
            throw new InvalidOperationException("A flow can be awaited only once while it runs.");
        continuation = next;
    }

    /// <summary>Registers the callback that runs when the flow has ended without an exception, before its awaiter continues. At most one.</summary>
    internal void WhenCompleted(Action then)
    {
        if (IsCompleted) then();
        else ended = then;
    }

    internal void Complete()
    {
        IsCompleted = true;
        ended?.Invoke();
        Resume();
    }

    internal void Fail(Exception exception)
    {
        IsCompleted = true;
        failure = ExceptionDispatchInfo.Capture(exception);
        FlowScheduler.Require().Failed(this);
        Resume();
    }

    internal void ThrowIfFailed()
    {
        if (failure is null) return;
        FlowScheduler.Require().Observed(this);
        failure.Throw();
    }

    private void Resume()
    {
        if (continuation is not { } next) return;
        continuation = null;
        FlowScheduler.Require().Post(next);
    }
}

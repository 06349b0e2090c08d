using System.Runtime.CompilerServices;

namespace IrqModel.Runtime;

/// <summary>Waits for a <see cref="Flow{TResult}"/>; see <see cref="FlowAwaiter"/>.</summary>
/// <typeparam name="TResult">The type of the value.</typeparam>
public readonly struct FlowAwaiter<TResult> : ICriticalNotifyCompletion, IFlowAwaiter
{
    private readonly Flow<TResult> flow;

    internal FlowAwaiter(Flow<TResult> flow) => this.flow = flow;

    /// <summary>Always false, so that the scheduler is asked.</summary>
    public bool IsCompleted => false;

    /// <summary>Ends the wait with the flow's value; throws what ended the flow.</summary>
    public TResult GetResult() => flow.GetResult();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => flow.OnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => flow.OnCompleted(continuation);
}

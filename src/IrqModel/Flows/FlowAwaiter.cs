using System.Runtime.CompilerServices;

namespace IrqModel.Runtime;

/// <summary>Waits for a <see cref="Flow"/>. It always suspends, also when the flow has ended: every await is a scheduling point.</summary>
public readonly struct FlowAwaiter : ICriticalNotifyCompletion, IFlowAwaiter
{
    private readonly Flow flow;

    internal FlowAwaiter(Flow flow) => this.flow = flow;

    /// <summary>Always false, so that the scheduler is asked.</summary>
    public bool IsCompleted => false;

    /// <summary>Ends the wait; throws what ended the flow.</summary>
    public void GetResult() => flow.ThrowIfFailed();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => flow.OnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => flow.OnCompleted(continuation);
}

using System.Runtime.CompilerServices;

namespace IrqModel.Runtime;

/// <summary>Builds <see cref="Flow{TResult}"/>s from <c>async</c> methods. Used by the compiler.</summary>
/// <typeparam name="TResult">The type of the value.</typeparam>
public struct FlowMethodBuilder<TResult>
{
    private Action? moveNext;

    /// <summary>The flow being built.</summary>
    public Flow<TResult> Task { get; private init; }

    /// <summary>Starts a builder.</summary>
    /// <exception cref="InvalidOperationException">No engine is running.</exception>
    public static FlowMethodBuilder<TResult> Create()
    {
        FlowScheduler.Require();
        return new() { Task = new Flow<TResult>() };
    }

    /// <summary>Runs the method up to its first await.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    /// <summary>Not used by flows.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>Ends the flow.</summary>
    public readonly void SetResult(TResult result) => Task.Complete(result);

    /// <summary>Ends the flow with an exception.</summary>
    public readonly void SetException(Exception exception) => Task.Fail(exception);

    /// <summary>Suspends the method until what it awaits has ended.</summary>
    /// <exception cref="NotSupportedException">It awaits something that is not a flow.</exception>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => FlowSuspension.Suspend(ref moveNext, ref awaiter, ref stateMachine);

    /// <summary>Suspends the method until what it awaits has ended.</summary>
    /// <exception cref="NotSupportedException">It awaits something that is not a flow.</exception>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => AwaitOnCompleted(ref awaiter, ref stateMachine);
}

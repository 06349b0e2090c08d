using System.Runtime.CompilerServices;

namespace IrqModel.Runtime;

/// <summary>What both method builders do at an <c>await</c>.</summary>
internal static class FlowSuspension
{
    public static void Suspend<TAwaiter, TStateMachine>(ref Action? moveNext, ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (awaiter is not IFlowAwaiter)
            throw new NotSupportedException($"A flow may await only flows, not {typeof(TAwaiter)}: time, threads and I/O do not belong in a model.");
        if (moveNext is null)
        {
            // The delegate must be in the builder before the state machine, which holds the builder, is copied to the heap.
            var box = new StateMachineBox<TStateMachine>();
            moveNext = box.MoveNext;
            box.StateMachine = stateMachine;
        }

        awaiter.OnCompleted(moveNext);
    }
}

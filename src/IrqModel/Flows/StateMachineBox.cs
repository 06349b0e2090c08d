using System.Runtime.CompilerServices;

namespace IrqModel.Runtime;

/// <summary>Keeps a suspended flow's state machine on the heap.</summary>
internal sealed class StateMachineBox<TStateMachine>
    where TStateMachine : IAsyncStateMachine
{
    public TStateMachine? StateMachine;

    public void MoveNext() => StateMachine!.MoveNext();
}

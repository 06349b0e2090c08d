using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>A state that leaves a graph at its exit, kept until the fixpoint is reached.</summary>
internal readonly struct Departure<TState, TResult>
    where TState : class
    where TResult : class
{
    public Departure(ControlFlowBranch branch, TState state, TResult? result)
    {
        Branch = branch;
        State = state;
        Result = result;
    }

    public ControlFlowBranch Branch { get; }

    public TState State { get; }

    public TResult? Result { get; }
}

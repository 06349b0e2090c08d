using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>A state that leaves a body at an exit, before the exit is checked.</summary>
internal readonly struct Departure
{
    public Departure(ControlFlowBranch branch, State state, Value? result)
    {
        Branch = branch;
        State = state;
        Result = result;
    }

    public ControlFlowBranch Branch { get; }

    public State State { get; }

    public Value? Result { get; }
}

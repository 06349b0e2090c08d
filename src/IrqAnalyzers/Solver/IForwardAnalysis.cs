using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>
/// A forward analysis: what a block does to a state. The solver calls it again and again until nothing changes, and then once more for blocks that have
/// something to report. It cannot tell which of the two is under way.
/// </summary>
/// <typeparam name="TState">What is known at a point.</typeparam>
/// <typeparam name="TResult">What the graph gives where it is left.</typeparam>
internal interface IForwardAnalysis<TState, TResult>
    where TState : class
    where TResult : class
{
    /// <summary>
    /// Executes a block from a state, which is the analysis's own from then on. It follows each branch by which the block can be left, and throws where
    /// something in it may throw.
    /// </summary>
    void Transfer(BasicBlock block, TState state);

    /// <summary>Puts into a state the exception that a statement throws.</summary>
    void Raise(ControlFlowBranch branch, TState state);

    /// <summary>The state in which a handler or its filter is entered; <see langword="null"/> if the exception in the state passes it by.</summary>
    /// <param name="handler">The region of the handler.</param>
    /// <param name="thrown">The state in which the exception was thrown; it stays as it is.</param>
    /// <param name="isSure">Whether the handler takes the exception, so that no other handler sees it.</param>
    TState? Catch(ControlFlowRegion handler, TState thrown, out bool isSure);

    /// <summary>Whether a finally region does nothing to states, so that it need not be run.</summary>
    bool IsInert(ControlFlowRegion finallyRegion);

    /// <summary>A branch leaves regions: their variables are gone.</summary>
    void LeaveScopes(ControlFlowBranch branch, TState state);

    /// <summary>The graph is left by a branch. This is called for states of the fixpoint only.</summary>
    void Leave(ControlFlowBranch branch, TState state, TResult? result);

    /// <summary>The graph is left by an exception.</summary>
    void LeaveByException(TState thrown);
}

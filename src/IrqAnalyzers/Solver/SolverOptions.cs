using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>How the solver works through blocks, and how many it has visited. Only tests and benchmarks ask for anything but the defaults.</summary>
internal sealed class SolverOptions
{
    private readonly Func<ControlFlowGraph, int[]>? ranks;
    private long visits;

    public SolverOptions(Func<ControlFlowGraph, int[]>? ranks = null) => this.ranks = ranks;

    /// <summary>
    /// The rank of each block, by ordinal: of several waiting blocks the solver visits the one with the lowest rank. <see langword="null"/> if the
    /// ordinal is the rank, which is the order of the source. The fixpoint, and so every finding, is the same for all orders.
    /// </summary>
    public int[]? RanksOf(ControlFlowGraph graph) => ranks?.Invoke(graph);

    /// <summary>How many times a block was visited, in all bodies so far: a measure of cost that does not depend on the machine.</summary>
    public long Visits => Interlocked.Read(ref visits);

    public void AddVisits(int count) => Interlocked.Add(ref visits, count);
}

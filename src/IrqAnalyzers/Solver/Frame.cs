using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>
/// The blocks that are solved together to one fixpoint: a whole body, or a finally region for one branch through it. Keeps the states that
/// enter each block, and which blocks wait for a visit.
/// </summary>
internal sealed class Frame<TState, TResult>
    where TState : class
    where TResult : class
{
    private readonly StateSet<TState>?[] entries;
    private readonly bool[] pending;
    private readonly bool[] hasEvent;
    private List<Departure<TState, TResult>>?[]? departures;
    private HashSet<ControlFlowRegion>? unwoundWithEvent;
    private readonly IDisjunctDomain<TState> domain;
    private readonly int[]? ranks;
    private readonly ControlFlowGraph graph;
    private int lowest = int.MaxValue;

    public Frame(ControlFlowGraph graph, int first, int last, IDisjunctDomain<TState> domain, bool isExceptional, int[]? ranks)
    {
        this.graph = graph;
        First = first;
        Last = last;
        this.domain = domain;
        IsExceptional = isExceptional;
        this.ranks = ranks;
        entries = new StateSet<TState>?[last - first + 1];
        pending = new bool[last - first + 1];
        hasEvent = new bool[last - first + 1];
        Exits = new(domain);
    }

    public int First { get; }

    public int Last { get; }

    /// <summary>Whether only an exception leads here, so that findings are at most possible.</summary>
    public bool IsExceptional { get; }

    /// <summary>Whether the fixpoint is reached and blocks are visited again to report.</summary>
    public bool IsReplayed { get; set; }

    /// <summary>The states in which a finally region is left.</summary>
    public StateSet<TState> Exits { get; }

    /// <summary>The states with which an exception enters each finally region, until it is run for them.</summary>
    public Dictionary<ControlFlowRegion, StateSet<TState>> Unwinding { get; } = new();

    public Queue<ControlFlowRegion> Unwound { get; } = new();

    public bool Contains(int ordinal) => ordinal >= First && ordinal <= Last;

    public StateSet<TState>? EntryOf(int ordinal) => entries[ordinal - First];

    public void Add(int ordinal, TState state)
    {
        if (IsReplayed) return;
        var entry = entries[ordinal - First] ??= new(domain, IsLoopHead(graph.Blocks[ordinal]));
        if (!entry.Add(state)) return;
        pending[ordinal - First] = true;
        if (ordinal < lowest) lowest = ordinal;
    }

    // The blocks of a loop follow its head in the order of their ordinals.
    private static bool IsLoopHead(BasicBlock block)
    {
        foreach (var arriving in block.Predecessors)
        {
            if (arriving.Source.Ordinal >= block.Ordinal) return true;
        }

        return false;
    }

    /// <summary>A block is visited again: its earlier exits from the body no longer count.</summary>
    public void Restart(int ordinal)
    {
        if (!IsReplayed) departures?[ordinal - First]?.Clear();
    }

    /// <summary>Notes that a visit of a block has something to report.</summary>
    public void NoteEvent(int ordinal) => hasEvent[ordinal - First] = true;

    /// <summary>Whether a block has anything to report. Blocks without need no visit after the fixpoint.</summary>
    public bool HasEvent(int ordinal) => hasEvent[ordinal - First];

    /// <summary>Notes that a finally region has something to report when an exception enters it.</summary>
    public void NoteEvent(ControlFlowRegion unwound) => (unwoundWithEvent ??= new()).Add(unwound);

    public bool HasEvent(ControlFlowRegion unwound) => unwoundWithEvent is not null && unwoundWithEvent.Contains(unwound);

    /// <summary>Keeps a state that leaves the body from a block until the fixpoint is reached.</summary>
    public void Depart(int ordinal, Departure<TState, TResult> departure)
    {
        departures ??= new List<Departure<TState, TResult>>?[pending.Length];
        (departures[ordinal - First] ??= new()).Add(departure);
    }

    /// <summary>The states that left the body from a block on its last visit.</summary>
    public IReadOnlyList<Departure<TState, TResult>> DeparturesOf(int ordinal) => departures?[ordinal - First] ?? (IReadOnlyList<Departure<TState, TResult>>)Array.Empty<Departure<TState, TResult>>();

    public void Unwind(ControlFlowRegion region, TState state)
    {
        if (IsReplayed) return;
        if (!Unwinding.TryGetValue(region, out var states)) Unwinding.Add(region, states = new(domain));
        if (states.Add(state) && !Unwound.Contains(region)) Unwound.Enqueue(region);
    }

    /// <summary>The next block to visit of those whose entry has changed, or -1.</summary>
    public int Next()
    {
        if (ranks is not null) return Next(ranks);
        for (var index = Math.Max(lowest, First) - First; lowest != int.MaxValue && index < pending.Length; index++)
        {
            if (!pending[index]) continue;
            pending[index] = false;
            lowest = First + index;
            return lowest;
        }

        lowest = int.MaxValue;
        return -1;
    }

    private int Next(int[] ranks)
    {
        var first = -1;
        for (var index = 0; index < pending.Length; index++)
        {
            if (pending[index] && (first < 0 || ranks[First + index] < ranks[First + first])) first = index;
        }

        if (first < 0) return -1;
        pending[first] = false;
        return First + first;
    }
}

using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>
/// The blocks that are solved together to one fixpoint: a whole body, or a finally region for one branch through it. Keeps the states that
/// enter each block, and which blocks wait for a visit.
/// </summary>
internal sealed class Frame
{
    private readonly StateSet?[] entries;
    private readonly bool[] pending;
    private readonly bool[] telling;
    private List<Departure>?[]? departures;
    private HashSet<ControlFlowRegion>? tellingUnwound;
    private readonly Partition partition;
    private readonly int[]? ranks;
    private int lowest = int.MaxValue;

    public Frame(int first, int last, Partition partition, bool isExceptional, int[]? ranks)
    {
        First = first;
        Last = last;
        this.partition = partition;
        IsExceptional = isExceptional;
        this.ranks = ranks;
        entries = new StateSet?[last - first + 1];
        pending = new bool[last - first + 1];
        telling = new bool[last - first + 1];
        Exits = new(partition);
    }

    public int First { get; }

    public int Last { get; }

    /// <summary>Whether only an exception leads here, so that findings are at most possible.</summary>
    public bool IsExceptional { get; }

    /// <summary>Whether the fixpoint is reached and blocks are visited once more to report.</summary>
    public bool IsReporting { get; set; }

    /// <summary>The states in which a finally region is left.</summary>
    public StateSet Exits { get; }

    /// <summary>The states with which an exception enters each finally region, until it is run for them.</summary>
    public Dictionary<ControlFlowRegion, StateSet> Unwinding { get; } = new();

    public Queue<ControlFlowRegion> Unwound { get; } = new();

    public bool Contains(int ordinal) => ordinal >= First && ordinal <= Last;

    public StateSet? EntryOf(int ordinal) => entries[ordinal - First];

    public void Add(int ordinal, State state)
    {
        if (IsReporting) return;
        var entry = entries[ordinal - First] ??= new(partition);
        if (!entry.Add(state)) return;
        pending[ordinal - First] = true;
        if (ordinal < lowest) lowest = ordinal;
    }

    /// <summary>A block is visited again: its earlier exits from the body no longer count.</summary>
    public void Restart(int ordinal)
    {
        if (!IsReporting) departures?[ordinal - First]?.Clear();
    }

    /// <summary>Notes that a visit of a block has something to report.</summary>
    public void NoteTelling(int ordinal) => telling[ordinal - First] = true;

    /// <summary>Whether a block has anything to report. Blocks without need no visit after the fixpoint.</summary>
    public bool IsTelling(int ordinal) => telling[ordinal - First];

    /// <summary>Notes that a finally region has something to report when an exception enters it.</summary>
    public void NoteTelling(ControlFlowRegion unwound) => (tellingUnwound ??= new()).Add(unwound);

    public bool IsTelling(ControlFlowRegion unwound) => tellingUnwound is not null && tellingUnwound.Contains(unwound);

    /// <summary>Keeps a state that leaves the body from a block until the fixpoint is reached.</summary>
    public void Depart(int ordinal, Departure departure)
    {
        departures ??= new List<Departure>?[pending.Length];
        (departures[ordinal - First] ??= new()).Add(departure);
    }

    /// <summary>The states that left the body from a block on its last visit.</summary>
    public IReadOnlyList<Departure> DeparturesOf(int ordinal) => departures?[ordinal - First] ?? (IReadOnlyList<Departure>)Array.Empty<Departure>();

    public void Unwind(ControlFlowRegion region, State state)
    {
        if (IsReporting) return;
        if (!Unwinding.TryGetValue(region, out var states)) Unwinding.Add(region, states = new(partition));
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

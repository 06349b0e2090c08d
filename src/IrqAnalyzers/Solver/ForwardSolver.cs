using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Solver;

/// <summary>
/// Solves a forward analysis over a control-flow graph. It visits blocks until no state changes (the fixpoint), and then visits once more the blocks that
/// have something to report (the replay). A finally region is solved by itself for each state that passes it. The solver knows no rule and no value.
/// </summary>
/// <typeparam name="TState">What is known at a point.</typeparam>
/// <typeparam name="TResult">What the graph gives where it is left.</typeparam>
internal sealed class ForwardSolver<TState, TResult>
    where TState : class
    where TResult : class
{
    private readonly ControlFlowGraph graph;
    private readonly IDisjunctDomain<TState> domain;
    private readonly int[]? ranks;
    private readonly int allowedVisits;
    private readonly CancellationToken cancellation;
    private readonly Stack<Frame<TState, TResult>> frames = new();
    private IForwardAnalysis<TState, TResult> analysis = null!;
    private Frame<TState, TResult> frame = null!;

    /// <summary>Whether the visit under way has come upon something to report.</summary>
    private bool hasEvent;

    /// <param name="graph">The graph.</param>
    /// <param name="domain">How states are joined and kept apart.</param>
    /// <param name="allowedVisits">The budget: how many visits of blocks are allowed in all.</param>
    /// <param name="ranks">The rank of each block, by ordinal, where blocks are not visited in the order of the source.</param>
    /// <param name="cancellation">Stops the solver between two visits.</param>
    public ForwardSolver(ControlFlowGraph graph, IDisjunctDomain<TState> domain, int allowedVisits, int[]? ranks, CancellationToken cancellation)
    {
        this.graph = graph;
        this.domain = domain;
        this.allowedVisits = allowedVisits;
        this.ranks = ranks;
        this.cancellation = cancellation;
        Choices = new(areTakenTogether: domain.Finest == Coarseness.None);
    }

    /// <summary>The case splits of the block that is visited.</summary>
    public Choices Choices { get; }

    /// <summary>How many blocks were visited so far.</summary>
    public int Visits { get; private set; }

    /// <summary>Whether the region that is solved was entered by an exception, so that nothing in it is sure to run.</summary>
    public bool IsExceptional => frame.IsExceptional;

    /// <summary>Solves the analysis.</summary>
    /// <exception cref="IncompleteException">The budget is spent.</exception>
    public void Solve(IForwardAnalysis<TState, TResult> solved, TState entry)
    {
        analysis = solved;
        var whole = new Frame<TState, TResult>(graph, 0, graph.Blocks.Length - 1, domain, isExceptional: false, ranks);
        whole.Add(0, entry);
        Run(whole);
    }

    /// <summary>The visit under way comes upon something to report, and is replayed. Tells whether this is the replay.</summary>
    public bool NoteEvent()
    {
        hasEvent = true;
        return frame.IsReplayed;
    }

    /// <summary>Goes on along a branch, through the finally regions that it leaves. The state is given away.</summary>
    public void Follow(ControlFlowBranch branch, TState left, TResult? result)
    {
        if (domain.IsUnreachable(left)) return;
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Throw:
            case ControlFlowBranchSemantics.Rethrow:
                analysis.Raise(branch, left);
                Throw(branch.Source.EnclosingRegion, left);
                return;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                if (branch.Destination is null && !frame.IsReplayed) frame.Exits.Add(left);
                return;
            case ControlFlowBranchSemantics.ProgramTermination:
            case ControlFlowBranchSemantics.Error:
                return;
        }

        if (branch.Destination is not { } destination) return;
        List<TState>? leaving = null;
        foreach (var region in branch.FinallyRegions)
        {
            if (analysis.IsInert(region)) continue;
            var after = new List<TState>();
            foreach (var entering in leaving ?? new() { left }) after.AddRange(RunFinally(region, entering, frame.IsExceptional));
            leaving = after;
        }

        if (leaving is null)
        {
            Arrive(branch, destination, left, result);
            return;
        }

        foreach (var arriving in leaving) Arrive(branch, destination, arriving, result);
    }

    /// <summary>An exception is thrown in a region: the state goes to the handlers and finally regions around it.</summary>
    public void Throw(ControlFlowRegion? from, TState thrown)
    {
        // The root of a local function's graph has the regions around the function about it; its exceptions are the caller's.
        for (var region = from; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole) continue;
            if (whole.Kind == ControlFlowRegionKind.TryAndCatch)
            {
                if (EnterHandlers(whole, thrown)) return;
            }
            else if (whole.Kind == ControlFlowRegionKind.TryAndFinally && !analysis.IsInert(FinallyOf(whole)))
            {
                FrameOf(whole.FirstBlockOrdinal)?.Unwind(whole, domain.Copy(thrown));
                return;
            }
        }

        analysis.LeaveByException(thrown);
    }

    private void Run(Frame<TState, TResult> running)
    {
        frames.Push(running);
        var outer = frame;
        frame = running;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (running.Unwound.Count > 0)
            {
                var region = running.Unwound.Dequeue();
                var outside = StartVisit();
                Unwind(region, running.Unwinding[region]);
                if (EndVisit(outside)) running.NoteEvent(region);
                continue;
            }

            var ordinal = running.Next();
            if (ordinal < 0) break;
            Visit(ordinal);
        }

        if (IsReplayed()) Replay(running);
        frames.Pop();
        frame = outer;
    }

    // A finally region in a region that is not at its fixpoint yet is solved again.
    private bool IsReplayed()
    {
        foreach (var outer in frames)
        {
            if (!ReferenceEquals(outer, frame) && !outer.IsReplayed) return false;
        }

        return true;
    }

    private void Replay(Frame<TState, TResult> solved)
    {
        solved.IsReplayed = true;
        for (var ordinal = solved.First; ordinal <= solved.Last; ordinal++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (solved.EntryOf(ordinal) is null) continue;
            if (solved.HasEvent(ordinal))
            {
                Visit(ordinal);
                continue;
            }

            // The last visit already used the fixpoint state.
            foreach (var departure in solved.DeparturesOf(ordinal)) analysis.Leave(departure.Branch, departure.State, departure.Result);
        }

        foreach (var unwinding in InOrder(solved.Unwinding))
        {
            if (solved.HasEvent(unwinding.Key)) Unwind(unwinding.Key, unwinding.Value);
        }
    }

    private static List<KeyValuePair<ControlFlowRegion, StateSet<TState>>> InOrder(Dictionary<ControlFlowRegion, StateSet<TState>> unwinding)
    {
        var ordered = new List<KeyValuePair<ControlFlowRegion, StateSet<TState>>>(unwinding);
        ordered.Sort(static (one, other) => one.Key.FirstBlockOrdinal.CompareTo(other.Key.FirstBlockOrdinal));
        return ordered;
    }

    private void Visit(int ordinal)
    {
        Spend();
        var block = graph.Blocks[ordinal];
        if (block.Kind == BasicBlockKind.Exit) return;
        var entry = frame.EntryOf(ordinal)!;
        var outside = StartVisit();
        frame.Restart(ordinal);

        // The visit itself may add to the entry, in a loop of one block.
        if (entry.Count == 1 && !IsOwnSuccessor(block)) VisitFrom(block, entry.States[0]);
        else foreach (var copy in entry.Copy()) VisitFrom(block, copy);
        if (EndVisit(outside)) frame.NoteEvent(ordinal);
    }

    private void VisitFrom(BasicBlock block, TState entered)
    {
        Choices.Restart();
        do analysis.Transfer(block, domain.Copy(entered));
        while (Choices.Advance());
    }

    private void Spend()
    {
        if (++Visits > allowedVisits) throw new IncompleteException("it has too many paths");
    }

    // A visit of a finally region is part of the visit that leads there.
    private bool StartVisit()
    {
        var outside = hasEvent;
        hasEvent = false;
        return outside;
    }

    private bool EndVisit(bool outside)
    {
        var inside = hasEvent;
        hasEvent |= outside;
        return inside;
    }

    private void Arrive(ControlFlowBranch branch, BasicBlock destination, TState arriving, TResult? result)
    {
        if (destination.Kind == BasicBlockKind.Exit)
        {
            if (frame.IsReplayed) analysis.Leave(branch, arriving, result);
            else frame.Depart(branch.Source.Ordinal, new(branch, arriving, result));
            return;
        }

        analysis.LeaveScopes(branch, arriving);
        FrameOf(destination.Ordinal)?.Add(destination.Ordinal, arriving);
    }

    private Frame<TState, TResult>? FrameOf(int ordinal)
    {
        foreach (var candidate in frames)
        {
            if (candidate.Contains(ordinal)) return candidate;
        }

        return null;
    }

    private IReadOnlyList<TState> RunFinally(ControlFlowRegion region, TState entering, bool isExceptional)
    {
        var inner = new Frame<TState, TResult>(graph, region.FirstBlockOrdinal, region.LastBlockOrdinal, domain, isExceptional, ranks);
        inner.Add(region.FirstBlockOrdinal, domain.Copy(entering));
        var script = Choices.Suspend();
        Run(inner);
        Choices.Resume(script);
        return inner.Exits.States;
    }

    /// <summary>Runs a finally region for the exceptions that pass it, and throws them on.</summary>
    private void Unwind(ControlFlowRegion whole, StateSet<TState> thrown)
    {
        Spend();
        foreach (var entered in thrown.Copy())
        {
            foreach (var left in RunFinally(FinallyOf(whole), entered, isExceptional: true)) Throw(whole.EnclosingRegion, left);
        }
    }

    /// <summary>Hands a state to the handlers of a try region; tells whether one of them surely takes the exception.</summary>
    private bool EnterHandlers(ControlFlowRegion whole, TState thrown)
    {
        foreach (var handler in whole.NestedRegions)
        {
            if (handler.Kind is not (ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)) continue;
            if (analysis.Catch(handler, thrown, out var isSure) is not { } caught) continue;
            FrameOf(handler.FirstBlockOrdinal)?.Add(handler.FirstBlockOrdinal, caught);
            if (isSure && handler.Kind == ControlFlowRegionKind.Catch) return true;
        }

        return false;
    }

    private static bool IsOwnSuccessor(BasicBlock visited) =>
        ReferenceEquals(visited.FallThroughSuccessor?.Destination, visited) || ReferenceEquals(visited.ConditionalSuccessor?.Destination, visited);

    private static ControlFlowRegion FinallyOf(ControlFlowRegion whole)
    {
        foreach (var region in whole.NestedRegions)
        {
            if (region.Kind == ControlFlowRegionKind.Finally) return region;
        }

        return whole;
    }
}

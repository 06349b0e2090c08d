using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Where states go at the end of a block, through finally regions, and when something throws.</summary>
internal sealed partial class FlowPass
{
    /// <summary>Goes on along a branch. The state is given away: whoever calls has no more use for it.</summary>
    private void Follow(ControlFlowBranch branch, State left, Value? value)
    {
        if (left.IsDead) return;
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Throw:
            case ControlFlowBranchSemantics.Rethrow:
                left.Thrown = ThrownBy(branch);
                Throw(branch.Source.EnclosingRegion, left);
                return;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                if (branch.Destination is null && !frame.IsReporting) frame.Exits.Add(left);
                return;
            case ControlFlowBranchSemantics.ProgramTermination:
            case ControlFlowBranchSemantics.Error:
                return;
        }

        if (branch.Destination is not { } destination) return;
        List<State>? leaving = null;
        foreach (var region in branch.FinallyRegions)
        {
            if (IsIrrelevant(region)) continue;
            var after = new List<State>();
            foreach (var entering in leaving ?? new() { left }) after.AddRange(RunFinally(region, entering, frame.IsExceptional));
            leaving = after;
        }

        if (leaving is null)
        {
            Arrive(branch, destination, left, value);
            return;
        }

        foreach (var arriving in leaving) Arrive(branch, destination, arriving, value);
    }

    private void Arrive(ControlFlowBranch branch, BasicBlock destination, State arriving, Value? value)
    {
        if (destination.Kind == BasicBlockKind.Exit)
        {
            Leave(branch, arriving, value);
            return;
        }

        DropLocals(branch, arriving);
        FrameOf(destination.Ordinal)?.Add(destination.Ordinal, arriving);
    }

    private Frame? FrameOf(int ordinal)
    {
        foreach (var candidate in frames)
        {
            if (candidate.Contains(ordinal)) return candidate;
        }

        return null;
    }

    private IReadOnlyList<State> RunFinally(ControlFlowRegion region, State entering, bool isExceptional)
    {
        var inner = new Frame(region.FirstBlockOrdinal, region.LastBlockOrdinal, partition, isExceptional, ranks);
        inner.Add(region.FirstBlockOrdinal, entering.Clone());
        var outerBlock = block;
        var outerState = state;
        var script = choices.Suspend();
        RunFrame(inner);
        choices.Resume(script);
        block = outerBlock;
        state = outerState;
        return inner.Exits.States;
    }

    private void DropLocals(ControlFlowBranch branch, State arriving)
    {
        var dropped = false;
        foreach (var region in branch.LeavingRegions)
        {
            foreach (var local in region.Locals)
            {
                arriving.Set(table.VariableOf(local), null);
                dropped = true;
            }

            foreach (var capture in region.CaptureIds)
            {
                arriving.Set(table.VariableOf(capture), null);
                dropped = true;
            }
        }

        if (dropped) arriving.Collect();
    }

    /// <summary>Runs a finally region for the exceptions that pass it, and hands them on.</summary>
    private void Unwind(ControlFlowRegion whole, StateSet thrown)
    {
        if (--budget < 0) throw new IncompleteException("it has too many paths");
        var entering = new State[thrown.Count];
        for (var index = 0; index < entering.Length; index++) entering[index] = thrown.States[index].Clone();
        foreach (var entered in entering)
        {
            foreach (var left in RunFinally(FinallyOf(whole), entered, isExceptional: true)) Throw(whole.EnclosingRegion, left);
        }
    }

    private static ControlFlowRegion FinallyOf(ControlFlowRegion whole)
    {
        foreach (var region in whole.NestedRegions)
        {
            if (region.Kind == ControlFlowRegionKind.Finally) return region;
        }

        return whole;
    }

    private static bool IsFirstOfTry(BasicBlock candidate)
    {
        for (var region = candidate.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.FirstBlockOrdinal != candidate.Ordinal) return false;
            if (region.Kind == ControlFlowRegionKind.Try) return true;
        }

        return false;
    }
}

using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Virtual calls without contracts. What they do is unknown, but for hooks: where nothing that is written here does anything to an object, it
/// is as it was.
/// </summary>
internal sealed partial class FlowPass
{
    /// <summary>Calls a method none of whose implementations changes any fact; tells whether it is such a method.</summary>
    private bool RunHook(IMethodSymbol method, Value? receiver, Value[] arguments)
    {
        if (method.MethodKind != MethodKind.Ordinary || program.Implementations.Of(method) is not { Count: > 0 } implementations) return false;
        var assigns = false;
        foreach (var implementation in implementations)
        {
            if (contracts.Of(implementation).HasFacts || Summarize(implementation) is not { } summary || !LeavesAll(summary)) return false;
            assigns |= summary.Assigned.Count > 0 || summary.Forgotten.Count > 0;
        }

        var isOpen = program.Implementations.MayBeElsewhere(method);
        if (isOpen)
        {
            state.Elsewhere = FactMask.All;
            for (var id = 0; id < table.ObjectCount; id++)
            {
                if (state.CellOf(id) is { IsStowed: true } cell) state.Set(id, cell.MayEscape(contracts.Revocable));
            }
        }

        if (receiver is not null) LeaveToHook(receiver, isOpen, assigns);
        foreach (var argument in arguments) LeaveToHook(argument, isOpen, assigns);
        return true;
    }

    private static bool LeavesAll(Summary summary)
    {
        // What never comes back, as a method that is under way is taken to do at first, leaves nothing behind.
        if (summary.Requirements.Count > 0) return false;
        if (summary.Merged is null) return true;
        if (summary.Merged is not { State: { IsDoubtful: false } left } || (left.Scattered | left.Widespread | left.Elsewhere) != 0) return false;
        for (var id = 0; id < summary.Table.ObjectCount; id++)
        {
            if (!left.CellOf(id).IsAs(summary.Table[id].Initial) && summary.Table[id].IsFormal) return false;
        }

        return true;
    }

    // Somebody else's implementation may do more.
    private void LeaveToHook(Value value, bool isOpen, bool assigns)
    {
        foreach (var id in value.Objects)
        {
            var given = table[id];
            if (isOpen)
            {
                state.Set(id, state.CellOf(id).MayEscape(contracts.Revocable));
                MayEscapeMembers(given);
            }

            if (!isOpen && !assigns) continue;
            state.ForgetShared(id);
            builder.AddForgotten(given);
        }
    }
}

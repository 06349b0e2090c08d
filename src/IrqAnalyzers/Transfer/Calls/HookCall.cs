using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// A virtual call without a contract none of whose implementations in the project changes any fact: a hook. It changes nothing, unless other assemblies can
/// implement it too; then what can be undone may have been.
/// </summary>
internal sealed class HookCall(BodyContext context, Cursor at, Callees callees, Escapes escapes, ExceptionFlow exceptions, Results results, Losses losses) : ICallModel
{
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    public CallOutcome? TryCall(CallSite call)
    {
        var method = call.Method;
        if (!call.IsVirtual || contracts.Known.IsDsl(method) || !IsHook(method, out var assigns)) return null;
        var isUnforeseen = !MakesException(method);
        if (isUnforeseen) exceptions.ThrowingUnforeseen();
        var isOpen = program.Implementations.MayBeElsewhere(method);
        if (isOpen)
        {
            at.State.Elsewhere = FactMask.All;
            for (var id = 0; id < table.ObjectCount; id++)
            {
                if (at.State.CellOf(id) is { IsStowed: true } cell) at.State.Set(id, cell.MayEscape(contracts.Revocable));
            }
        }

        if (call.Receiver is not null) Leave(call.Receiver, isOpen, assigns);
        foreach (var argument in call.Arguments) Leave(argument, isOpen, assigns);
        exceptions.Throwing(isUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
        return losses.Lossy(results.Result(call.Operation, method), call.Receiver, call.Arguments);
    }

    private bool IsHook(IMethodSymbol method, out bool assigns)
    {
        assigns = false;
        if (method.MethodKind != MethodKind.Ordinary || program.Implementations.Of(method) is not { Count: > 0 } implementations) return false;
        foreach (var implementation in implementations)
        {
            if (contracts.Of(implementation).HasFacts || callees.Summarize(implementation) is not { } summary || !Callees.LeavesAll(summary)) return false;
            assigns |= summary.Assigned.Count > 0 || summary.Forgotten.Count > 0;
        }

        return true;
    }

    // An implementation in another assembly may do more.
    private void Leave(Value value, bool isOpen, bool assigns)
    {
        foreach (var id in value.Objects)
        {
            var given = table[id];
            if (isOpen)
            {
                at.State.Set(id, at.State.CellOf(id).MayEscape(contracts.Revocable));
                escapes.MayEscapeMembers(given);
            }

            if (!isOpen && !assigns) continue;
            at.State.ForgetShared(id);
            builder.AddForgotten(given);
        }
    }
}

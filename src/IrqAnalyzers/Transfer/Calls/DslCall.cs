using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// A call of the DSL whose contract says nothing of facts. It changes none, except through handlers that it runs: its footprint says whether it does. A
/// method that can be overridden and has no footprint may do anything.
/// </summary>
internal sealed class DslCall(BodyContext context, Callees callees, Escapes escapes, ExceptionFlow exceptions, Results results) : ICallModel
{
    private readonly ContractTable contracts = context.Contracts;

    public CallOutcome? TryCall(CallSite call)
    {
        var method = call.Method;
        if (!contracts.Known.IsDsl(method)) return null;
        var footprint = callees.ContractOf(method).Footprint;
        if (footprint is null && call.IsVirtual) return null;
        var canBeOverridden = method.IsVirtual || method.IsOverride || method.IsAbstract;
        if (footprint?.ReachesOthers ?? canBeOverridden) exceptions.ThrowingUnforeseen();
        if (footprint is { } known && known.Writes == contracts.Known.AllSlots) escapes.RunHandlers(call.Arguments);
        else if (footprint is null && canBeOverridden) escapes.EscapeAll(call.Receiver, call.Arguments);
        return Losses.OfNames(results.Share(call, results.Result(call.Operation, method)), call.Receiver, call.Arguments);
    }
}

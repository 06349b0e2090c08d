using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// The worst case: a call of code that is not known and may know the DSL. The receiver and the arguments escape, and so does what is in collections. Where
/// one implementation is known, what it requires is checked; a violation is only possible.
/// </summary>
internal sealed class UnknownCall(
    BodyContext context, Cursor at, Heap heap, VirtualCalls virtualCalls, Callees callees, Escapes escapes, ExceptionFlow exceptions, SummaryApplier applier, Results results, Losses losses)
    : ICallModel
{
    private readonly ContractTable contracts = context.Contracts;

    public CallOutcome? TryCall(CallSite call)
    {
        var isDsl = contracts.Known.IsDsl(call.Method);
        var isUnforeseen = !MakesException(call.Method);
        if (isUnforeseen) exceptions.ThrowingUnforeseen();
        if (call.IsVirtual && !isDsl) CheckLikely(call);
        var isComputedFromFacts = losses.BearFacts(call.Receiver, call.Arguments) || heap.IsMadeHere(call.Receiver);
        escapes.EscapeAll(call.Receiver, call.Arguments);
        if (!isDsl) escapes.EscapeStowed();
        if (!isDsl && (call.Receiver is not null || call.Arguments.Length > 0)) at.State.Elsewhere = FactMask.All;
        exceptions.Throwing(isUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
        var result = losses.Lossy(results.Result(call.Operation, call.Method), call.Receiver, call.Arguments);
        return isComputedFromFacts ? result.WithFree(false) : result;
    }

    // The state after the call is unknown all the same, because other assemblies may implement it.
    private void CheckLikely(CallSite call)
    {
        if (virtualCalls.OnlyImplementation(call.Method, isOpen: true) is not { } likely || callees.Summarize(likely) is not { Requirements.Count: > 0 } summary) return;
        var before = at.State;
        at.State = before.Clone();
        applier.Apply(call.To(likely).With(CallMode.OneOfSeveral | CallMode.Likely), summary);
        at.State = before;
    }
}

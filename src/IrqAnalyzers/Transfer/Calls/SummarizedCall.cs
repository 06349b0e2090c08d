using IrqAnalyzers.Summaries;

namespace IrqAnalyzers.Transfer;

/// <summary>A call of a method whose body is known and is the one that runs: the call does what the summary of the body says.</summary>
internal sealed class SummarizedCall(BodyContext context, Escapes escapes, Callees callees, SummaryApplier applier) : ICallModel
{
    public CallOutcome? TryCall(CallSite call)
    {
        if (call.IsVirtual || SummaryOf(call) is not { } summary) return null;
        context.Builder.Reach.Followed++;
        return applier.RunCode(call, summary);
    }

    // What cannot lay hands on objects of the DSL is not looked into, but where it might take them out of a collection.
    private Summary? SummaryOf(CallSite call)
    {
        var areIteratorsRun = OperationFacts.IsEnumeratedAtOnce(call.Operation);
        return callees.Summarize(call.Method, areIteratorsRun: areIteratorsRun)
            ?? (escapes.HasShared && context.Program.IsOwn(call.Method) ? callees.Summarize(call.Method, isInvolved: true, areIteratorsRun) : null);
    }
}

namespace IrqAnalyzers.Transfer;

/// <summary>A call of a method whose body is known and is the one that runs: the call does what the summary of the body says.</summary>
internal sealed class SummarizedCall(BodyContext context, Callees callees, SummaryApplier applier) : ICallModel
{
    public CallOutcome? TryCall(CallSite call)
    {
        if (call.IsVirtual || callees.Summarize(call.Method, areIteratorsRun: OperationFacts.IsEnumeratedAtOnce(call.Operation)) is not { } summary) return null;
        context.Builder.Reach.Followed++;
        return applier.RunCode(call, summary);
    }
}

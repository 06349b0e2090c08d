using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>What is known of the code that a call runs: its contract, and the summary of its body.</summary>
internal sealed class Callees(BodyContext context)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly CallStack calls = context.Calls;
    private readonly CancellationToken cancellation = context.Cancellation;
    private readonly ContractTable contracts = context.Contracts;
    private readonly int depth = context.Depth;
    private readonly ProgramFacts program = context.Program;
    private readonly ISummaryProvider summaries = context.Summaries;

    private (IMethodSymbol? Method, OperationContract Contract) asked = (null, OperationContract.None);

    // A call asks several times.
    public OperationContract ContractOf(IMethodSymbol method)
    {
        if (!ReferenceEquals(asked.Method, method)) asked = (method, contracts.Of(method));
        return asked.Contract;
    }

    public Summary? SummarizeLambda(Body lambda)
    {
        if (depth == 0)
        {
            builder.ReachDepth();
            return null;
        }

        if (summaries.Analyze(lambda.Method!, depth - 1, lambda, calls) is not { } result) return null;
        NoteOrigin(lambda.Method!, result);
        builder.AddCallee(result);
        return result.Summary is { IsIterator: true } ? null : result.Summary;
    }

    public Summary? SummaryOf(Callable callable) =>
        callable.Lambda is { } lambda ? SummarizeLambda(lambda) : callable.IsVirtual ? null : Summarize(callable.Method);

    public static bool LeavesAll(Summary summary)
    {
        // What never comes back, as a method that is under way is taken to do at first, leaves nothing behind.
        if (summary.Requirements.Count > 0) return false;
        if (summary.Merged is null) return true;
        if (summary.Merged is not { State: { IsDoubtful: false } left } || (left.Scattered | left.Widespread | left.Recalled | left.Elsewhere) != 0) return false;
        for (var id = 0; id < summary.Table.ObjectCount; id++)
        {
            if (!left.CellOf(id).IsAs(summary.Table[id].Initial) && summary.Table[id].IsFormal) return false;
        }

        return true;
    }

    /// <summary>The summary of a method whose body is known to be the one that runs.</summary>
    public Summary? Summarize(IMethodSymbol method, bool isInvolved = false, bool areIteratorsRun = false)
    {
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (!(isInvolved ? program.HasBody(method) : program.MayHaveBody(method) || program.MayMakeResult(method)) && !MayThrow(method)) return null;
        if (depth == 0)
        {
            builder.ReachDepth();
            return null;
        }

        var result = method.MethodKind == MethodKind.LocalFunction
            ? summaries.Analyze(method, depth - 1, body.LocalFunction(method, cancellation), calls)
            : summaries.Analyze(method, depth - 1, null, calls);
        NoteOrigin(method, result);
        if (result is null) return null;
        builder.AddCallee(result);
        return result.Summary is { IsIterator: true } && !areIteratorsRun ? null : result.Summary;
    }

    // If it does not, the caller depends on the texts that were read.
    private bool MayThrow(IMethodSymbol method)
    {
        if (program.ThrowHelpers.Contain(method, out var read, cancellation)) return true;
        foreach (var one in read) NoteOrigin(one, null);
        return false;
    }

    public void NoteOrigin(IMethodSymbol callee, BodyResult? result) => builder.AddOrigin(summaries.KeyOf(callee), result);
}

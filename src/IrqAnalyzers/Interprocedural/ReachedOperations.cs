using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Interprocedural;

/// <summary>
/// Whether an operation in a helper that is wrong under a circumstance is reached with a function for which the circumstance can arise. The finding belongs
/// to the operation, because that is where it is mended; whether there is one, the callers know.
/// </summary>
internal sealed class ReachedOperations
{
    private readonly SummaryProvider summaries;

    public ReachedOperations(SummaryProvider summaries) => this.summaries = summaries;

    /// <summary>Whether what is reported in a method may depend on its callers.</summary>
    public static bool DependsOnCallers(IMethodSymbol method, BodyResult result) => result.Reach is { Uses.Count: > 0 } && Callers.IsPrivate(method);

    /// <summary>Leaves out the findings that no caller gets to.</summary>
    /// <param name="method">The helper; <see langword="null"/> for an initializer.</param>
    /// <param name="result">What its analysis gave.</param>
    /// <param name="consulted">Receives the results that the answer rests on.</param>
    /// <param name="cancellation">Ends it early.</param>
    public BodyResult Filter(IMethodSymbol? method, BodyResult result, List<BodyResult> consulted, CancellationToken cancellation)
    {
        if (method is null || !DependsOnCallers(method, result) || result.Reach is not { } reach || !IsCertain(result)) return result;
        List<Finding>? kept = null;
        for (var index = 0; index < result.Findings.Count; index++)
        {
            var finding = result.Findings[index];
            if (finding.Requirement.Kind is not (RequirementKind.Never or RequirementKind.Argument)
                || IsReached(method, reach, finding, consulted, cancellation))
            {
                kept?.Add(finding);
                continue;
            }

            if (kept is not null) continue;
            kept = new();
            for (var before = 0; before < index; before++) kept.Add(result.Findings[before]);
        }

        return kept is null ? result : result.With(kept);
    }

    private bool IsReached(IMethodSymbol method, Reach own, Finding finding, List<BodyResult> consulted, CancellationToken cancellation)
    {
        var (requirement, place, wrong) = (finding.Requirement, finding.Location, finding.Class);
        if ((own.KindsAt(requirement, place) & wrong) != Kinds.None || own.GivenKindsAt(requirement, place) == Kinds.None) return true;

        // It has no callers yet.
        if (summaries.Program.Callers.Of(method, cancellation) is not { Count: > 0 }) return true;
        var helpers = new List<IMethodSymbol> { method };
        for (var index = 0; index < helpers.Count; index++)
        {
            if (summaries.Program.Callers.Of(helpers[index], cancellation) is not { } callers) return true;
            foreach (var (caller, call) in callers)
            {
                if (summaries.Known(caller) is not { } result)
                {
                    if (summaries.Analyze(caller, SummaryProvider.MaximumDepth, body: null, new(cancellation)) is not { } analyzed) return true;
                    result = analyzed;
                }

                if (!consulted.Contains(result)) consulted.Add(result);
                if (!IsCertain(result) || result.Reach is not { } reach || reach.HasLost(call)) return true;
                if ((reach.KindsAt(requirement, place) & wrong) != Kinds.None) return true;
                var given = reach.GivenKindsAt(requirement, place) & wrong;
                if (given == Kinds.None || helpers.Exists(helper => SymbolEqualityComparer.Default.Equals(helper, caller))) continue;
                if (summaries.Program.Callers.Of(caller, cancellation) is null) return true;
                helpers.Add(caller);
            }
        }

        return false;
    }

    // What calls itself, or was not analyzed to its end, may reach more.
    private static bool IsCertain(BodyResult result) => result is { Incomplete: null, IsFinal: true, IsRecursive: false, Summary: not null };
}

using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// The methods that are being analyzed, each because the one before calls it. A method that is called again meanwhile is recursive: all methods that call
/// each other (a strongly connected component) are analyzed round after round, until the result of each is what was assumed of it. Results that rest on
/// an assumption are kept only until it is confirmed, so that the final result of a method depends on nothing but the method.
/// </summary>
internal sealed class CallStack
{
    private const int MaximumRounds = 20;

    private readonly List<Call> calls = new();

    /// <summary>What this round has found of methods, on assumptions.</summary>
    private readonly List<Found> resting = new();

    /// <summary>What the last round has found of methods, on assumptions: this round assumes it of them.</summary>
    private readonly List<Found> before = new();

    public CallStack(CancellationToken cancellation) => Cancellation = cancellation;

    public CancellationToken Cancellation { get; }

    /// <summary>What is assumed of a method that is under way, or was found on such an assumption; <see langword="null"/> if nothing is.</summary>
    public BodyResult? Find(IMethodSymbol method, int depth)
    {
        for (var index = 0; index < calls.Count; index++)
        {
            if (!SymbolEqualityComparer.Default.Equals(calls[index].Method, method)) continue;
            calls[index].IsAssumed = true;
            RestOn(index);
            return calls[index].Assumed;
        }

        foreach (var found in resting)
        {
            if (found.Result.Height > depth || !SymbolEqualityComparer.Default.Equals(found.Method, method)) continue;
            RestOn(found.Lowest);
            return found.Result;
        }

        return null;
    }

    /// <summary>Analyzes a method until what it assumes of itself is confirmed; tells whether the result rests on no other assumption.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="method">The method.</param>
    /// <param name="analyze">Analyzes its body once, on what is assumed by then.</param>
    public (BodyResult Result, bool IsConfirmed) Run(ContractTable contracts, IMethodSymbol method, Func<BodyResult> analyze)
    {
        var isHopeless = calls.Exists(static outer => outer.IsHopeless);
        var call = new Call(method, calls.Count, Before(method) ?? BodyResult.NeverReturns(contracts)) { IsHopeless = isHopeless };
        if (isHopeless) call.Assumed = call.Assumed.AsUnknown();
        calls.Add(call);
        var (restingBelow, beforeBelow) = (resting.Count, before.Count);
        var isRecursive = false;
        for (var round = 1; ; round++)
        {
            Cancellation.ThrowIfCancellationRequested();
            (call.IsAssumed, call.IsUnsettled, call.Lowest) = (false, false, call.Index);
            var result = analyze();
            result.IsRecursive = isRecursive |= result.IsRecursive || call.IsAssumed || call.Lowest < call.Index;
            var isSettled = isHopeless || !call.IsAssumed || SummaryComparison.AreAlike(result.Summary, call.Assumed.Summary);
            if (call.Lowest < call.Index)
            {
                // Who comes first in the circle decides whether there is another round.
                calls[call.Lowest].IsUnsettled |= !isSettled || call.IsUnsettled;
                calls.RemoveAt(call.Index);
                resting.Add(new(method, result, call.Lowest));
                return (result, false);
            }

            if (isSettled && (isHopeless || !call.IsUnsettled))
            {
                calls.RemoveAt(call.Index);
                resting.RemoveRange(restingBelow, resting.Count - restingBelow);
                before.RemoveRange(beforeBelow, before.Count - beforeBelow);
                return (result, true);
            }

            before.RemoveRange(beforeBelow, before.Count - beforeBelow);
            before.AddRange(resting.GetRange(restingBelow, resting.Count - restingBelow));
            resting.RemoveRange(restingBelow, resting.Count - restingBelow);

            // What does not come to rest is unknown; so is what rests on it.
            isHopeless = call.IsHopeless = round >= MaximumRounds;
            call.Assumed = isHopeless ? result.AsUnknown() : result.AsAssumed();
        }
    }

    private BodyResult? Before(IMethodSymbol method)
    {
        for (var index = before.Count - 1; index >= 0; index--)
        {
            if (SymbolEqualityComparer.Default.Equals(before[index].Method, method)) return before[index].Result.AsAssumed();
        }

        return null;
    }

    private void RestOn(int index)
    {
        for (var above = index + 1; above < calls.Count; above++) calls[above].Lowest = Math.Min(calls[above].Lowest, index);
    }

    private sealed class Call
    {
        public Call(IMethodSymbol method, int index, BodyResult assumed)
        {
            Method = method;
            Index = index;
            Assumed = assumed;
            Lowest = index;
        }

        public IMethodSymbol Method { get; }

        public int Index { get; }

        /// <summary>What a call of it is taken to do while it is under way.</summary>
        public BodyResult Assumed { get; set; }

        /// <summary>Whether it was called while it was under way.</summary>
        public bool IsAssumed { get; set; }

        /// <summary>Whether something was assumed of a method that rests on this one, and did not come true.</summary>
        public bool IsUnsettled { get; set; }

        /// <summary>Whether there have been too many rounds.</summary>
        public bool IsHopeless { get; set; }

        /// <summary>The first call whose assumption this one rests on; its own place if on none but perhaps its own.</summary>
        public int Lowest { get; set; }
    }

    private readonly struct Found
    {
        public Found(IMethodSymbol method, BodyResult result, int lowest)
        {
            Method = method;
            Result = result;
            Lowest = lowest;
        }

        public IMethodSymbol Method { get; }

        public BodyResult Result { get; }

        public int Lowest { get; }
    }
}

using IrqModel.Firmware;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Knowledge;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Report;

/// <summary>The short answer, for people: what dies, where, why, what to do.</summary>
public static class Summary
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var functions = explanation.Functions;
        if (functions.IsEmpty)
        {
            if (OtherSystem.Of(explanation.Evidence, explanation.Machine.Topology) is { } system && !OtherSystem.IsFreeBsd(system))
                yield return $"This is the output of {system}. It is recognised and not read further: nothing here models how {system} sets up interrupts.";
            var refused = explanation.Faults.Count(fault => fault.Fault.Kind != LogFaultKind.Other);
            yield return refused == 0 ? "No PCI function is shown, so there is nothing to say of any."
                : $"No PCI function is listed; {Words.Count(refused, "kind")} of refused requests {(refused == 1 ? "is" : "are")} in the log.";
            yield break;
        }

        var dying = functions.Where(function => function.Dies).ToArray();
        yield return $"{Headline(explanation, dying)}";
        foreach (var line in Deaths(dying)) yield return line;
        foreach (var line in Losses(functions)) yield return line;
        foreach (var (rule, broken) in explanation.Rules)
        {
            foreach (var line in Rule(rule, broken)) yield return line;
        }

        foreach (var condition in dying.SelectMany(function => function.Prediction.Verdict.Provided).Distinct())
            yield return $"  Only if {condition}.";
        foreach (var line in Rest(functions)) yield return line;
        var contradicted = functions.Where(function => function.Agreement == Agreement.Contradicts)
            .Select(function => function.Function.Address).ToArray();
        if (contradicted.Length > 0)
            yield return $"What is seen contradicts the prediction for {Words.Some(contradicted)}: another kernel (--host), a backported or missing fix, or a cause that no host models.";
    }

    private static string Headline(Explanation explanation, FunctionExplanation[] dying)
    {
        var isModelled = explanation.Machine.NotModelled is null
            && explanation.Machine.Platform is not { IsKnown: true, Value: Platform.Arm or Platform.PowerPc };
        var under = isModelled && explanation.Host.IsKnown ? $" under {explanation.Host.Value.Versions}" : "";
        if (dying.Length > 0) return $"{dying.Length} of {Words.Count(explanation.Functions.Length, "function")} {(dying.Length == 1 ? "loses its" : "lose their")} interrupts{under}.";
        var lossy = explanation.Functions.Count(function => function.ShowsLoss);
        if (lossy > 0) return $"Lost messages are seen of {lossy} of {Words.Count(explanation.Functions.Length, "function")}; no function is predicted to lose its interrupts{under}.";
        var unknown = explanation.Functions.Count(function => !function.Prediction.Verdict.IsKnown);
        return unknown == 0
            ? $"No interrupt dies{under}: {Words.Count(explanation.Functions.Length, "function")}."
            : $"No interrupt is known to die{under}; of {unknown} of {Words.Count(explanation.Functions.Length, "function")} it is unknown.";
    }

    private static IEnumerable<string> Deaths(FunctionExplanation[] dying)
    {
        foreach (var group in dying.Where(function => function.Prediction.Verdict is { IsKnown: true, Value.Dies: true })
                     .GroupBy(function => (function.Prediction.Verdict.Value, Hop: function.Prediction.Hop is { IsKnown: true } hop
                     ? hop.Value : "", IsVf: function.Owner is not null)))
        {
            yield return $"  What:  {Words.Some([.. group.Select(function => function.Function.Address)])}{(!group.Key.IsVf ? "" : group.Count() == 1 ? " (VF)" : " (VFs)")}: {group.Key.Value}";
            yield return $"  Where: {group.Key.Hop}";
        }
    }

    // One refused request does not show that all are: they come from vectors that were freed, from a reset, from a kernel before.
    private static IEnumerable<string> Losses(IEnumerable<FunctionExplanation> functions)
    {
        var seen = functions.Where(function => function is { ShowsLoss: true, Dies: false }).ToArray();
        if (seen.Length == 0) yield break;
        var more = seen.Length > 1 ? " (the first)" : "";
        yield return $"  Seen, not predicted: {Words.Some([.. seen.Select(function => function.Function.Address)])}: {seen[0].Observations.First(each => each.ShowsLoss).What}{more}. Whether all are lost is not shown.";
    }

    private static IEnumerable<string> Rule(string rule, IReadOnlyList<Bdf> broken)
    {
        var known = KnowledgeBase.Of(rule);
        yield return $"  Why:   {known.InWords} [{rule}; {Words.Some(broken)}]";
        yield return known.Commit is { } commit
            ? $"  Fix:   {known.FirstFixed} has it: {commit} (\"{known.CommitTitle}\")"
            : $"  Fix:   {known.Workaround}";
        if (known.Commit is not null) yield return $"  Until then: {known.Workaround}";
        yield return $"  See it live: {known.SeeLive.Replace("ADDRESS", broken[0].ToString(), StringComparison.Ordinal)}";
    }

    private static IEnumerable<string> Rest(IReadOnlyList<FunctionExplanation> functions)
    {
        var without = functions.Count(function => function.Prediction.Verdict is { IsKnown: true, Value.Kind: VerdictKind.NoMsi });
        var dead = functions.Where(function => function.Function.DoesNotAnswer).Select(function => function.Function.Address).ToArray();
        foreach (var group in functions.Where(function => function.Prediction.Verdict is { IsKnown: true, Value.Kind: VerdictKind.Arrives })
                     .GroupBy(function => string.Join(", and if ", function.Prediction.Verdict.Provided))
                     .OrderBy(group => group.Key.Length))
            yield return $"  {Words.Count(group.Count(), "function")}: interrupts arrive{(group.Key.Length == 0 ? "" : $", if {group.Key}")}.";
        if (without > 0) yield return $"  {Words.Count(without, "function")}: no MSI.";
        var cut = functions.Where(function => function.Function.WhyNotShown == NotShownReason.CutOff)
            .Select(function => function.Function.Address).ToArray();
        if (cut.Length > 0) yield return $"  The input is cut off at {Words.Some(cut)}: capabilities after the cut are not shown, SR-IOV numbers among them, and so VFs may be missing.";
        var uncounted = functions.Where(
            function => function.Function is { Sriov: Presence.Present, NumVfs: null, WhyNotShown: not NotShownReason.CutOff })
            .Select(function => function.Function.Address).ToArray();
        if (uncounted.Length > 0) yield return $"  {Words.Some(uncounted)}: SR-IOV without numbers (lspci -v and logs show none), so VFs that are not listed may be missing. Run: sudo lspci -vvv";
        if (dead.Length > 0) yield return $"  {Words.Count(dead.Length, "function")} ({Words.Some(dead)}): does not answer; it lost power or its link, or is stuck.";
        foreach (var group in functions
            .Where(function => function is { Function.DoesNotAnswer: false, Prediction.Verdict.IsKnown: false, ShowsLoss: false })
                     .GroupBy(function => (function.Prediction.Verdict.Because, function.Prediction.Verdict.Run)))
        {
            var run = group.Key.Run is { } command ? $" Run: {command}" : "";
            yield return $"  {Words.Count(group.Count(), "function")} ({Words.Some([.. group.Select(function => function.Function.Address)])}): unknown. {Sentence(group.Key.Because)}{run}";
        }
    }

    private static string Sentence(string text) => text.Length == 0 ? "" : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}

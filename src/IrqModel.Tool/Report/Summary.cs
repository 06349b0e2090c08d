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
            foreach (var line in WithoutFunctions(explanation)) yield return line;
            yield break;
        }

        yield return $"{Headline(explanation)}{Standing(explanation)}";
        foreach (var line in Deaths(explanation)) yield return line;
        foreach (var line in Losses(functions)) yield return line;
        foreach (var line in Unhandled(explanation)) yield return line;
        if (Vfio(explanation) is { } vfio) yield return vfio;
        foreach (var (rule, broken) in explanation.Rules)
        {
            foreach (var line in Rule(explanation, rule, broken)) yield return line;
        }

        foreach (var condition in functions.Where(function => function.IsPredictedToDie)
            .SelectMany(function => function.Prediction.Verdict.Provided).Distinct())
            yield return $"  Only if {condition}.";
        foreach (var line in Rest(functions)) yield return line;
        var contradicted = functions.Where(function => function.Agreement == Agreement.Contradicts)
            .Select(function => function.Function.Address).ToArray();
        if (contradicted.Length > 0)
            yield return $"What is seen contradicts the prediction for {Words.Some(contradicted)}: another kernel (--host), a backported or missing fix, or a cause that no host models.";
    }

    /// <summary>What is predicted of all functions, in a sentence.</summary>
    public static string Headline(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var functions = explanation.Functions;
        if (functions.IsEmpty) return WithoutFunctions(explanation).First();
        var under = Under(explanation);
        var dying = functions.Count(function => function.Dies);
        var off = functions.Count(function => function.WouldDie);
        if (dying > 0)
        {
            var more = off == 0 ? "" : $"; {off} more would, once a driver enables their messages";
            return $"{Words.Capitalised(Words.Share(dying, functions.Length, "function"))} {(dying == 1 ? "loses its" : "lose their")} interrupts{under}{more}.";
        }

        if (off > 0)
            return $"{Words.Capitalised(Words.Share(off, functions.Length, "function"))} would lose {(off == 1 ? "its" : "their")} interrupts{under}, once a driver enables {(off == 1 ? "its" : "their")} messages, which are off now.";
        var lossy = functions.Count(function => function.ShowsLoss);
        if (lossy > 0)
        {
            var seen = $"Lost messages are seen of {Words.Share(lossy, functions.Length, "function")}";
            return functions.Any(function => function.Prediction.Verdict.IsKnown)
                ? $"{seen}; no function is predicted to lose its interrupts{under}." : $"{seen}. What is shown does not suffice to predict anything.";
        }

        var unknown = functions.Count(function => function is { Prediction.Verdict.IsKnown: false, IsSeenToArrive: false });
        if (unknown == functions.Length) return $"Of {Words.Share(unknown, unknown, "function")} it is unknown what becomes of {(unknown == 1 ? "its" : "their")} interrupts.";
        var arriving = functions.Count(function => function.IsSeenToArrive);
        if (unknown == 0 && arriving > 0)
        {
            return arriving == functions.Length
                ? $"Interrupts of {Words.Share(arriving, arriving, "function")} are seen to arrive. What is shown does not suffice to predict anything."
                : $"No interrupt is known to die{under}; those of {Words.Share(arriving, functions.Length, "function")} are seen to arrive.";
        }

        return unknown == 0
            ? $"No interrupt dies{under}: {Words.Count(functions.Length, "function")}."
            : $"No interrupt is known to die{under}; of {Words.Share(unknown, functions.Length, "function")} it is unknown.";
    }

    private static string Under(Explanation explanation)
    {
        if (explanation.Machine.NotModelled is not null
            || explanation.Machine.Platform is { IsKnown: true, Value: Platform.Arm or Platform.PowerPc }) return "";
        return explanation.Host.IsKnown ? $" under {explanation.Host.Value.Versions}"
            : $" under any kernel that was run ({explanation.Hosts[0].Name} to {explanation.Hosts[^1].Name})";
    }

    // A prediction is one, also where nothing speaks against it.
    private static string Standing(Explanation explanation)
    {
        var dying = explanation.Functions.Where(function => function.Dies).ToArray();
        if (dying.Length == 0) return "";
        var seen = dying.Count(function => function.ShowsLoss);
        return seen == 0 ? $" This is predicted; {NotSeen(explanation)}."
            : seen == dying.Length ? $" This is predicted, and the log has refused messages of {(seen == 1 ? "it" : "them")}."
            : $" This is predicted; the log has refused messages of {seen} of them.";
    }

    private static string NotSeen(Explanation explanation) => explanation.Evidence.Logs.IsEmpty
        ? "no log is given that would show it (sudo dmesg | grep -e DMAR -e AMD-Vi)" : "no log that is given has a refused message of them";

    private static IEnumerable<string> WithoutFunctions(Explanation explanation)
    {
        if (OtherSystem.Of(explanation.Evidence, explanation.Machine.Topology) is { } system && !OtherSystem.IsFreeBsd(system))
            yield return $"This is the output of {system}. It is recognised and not read further: nothing here models how {system} sets up interrupts.";
        var refused = explanation.Faults.Count(fault => fault.Fault.Kind != LogFaultKind.Other);
        var unhandled = explanation.Unhandled.Length;
        var said = refused > 0 ? $"{Words.Count(refused, "kind")} of refused requests {(refused == 1 ? "is" : "are")} in the log"
            : unhandled > 0 ? $"the log tells of trouble with {Words.Count(unhandled, "interrupt")}" : null;
        yield return said is null ? "No PCI function is shown, so there is nothing to say of any." : $"No PCI function is listed; {said}.";
        foreach (var line in Unhandled(explanation)) yield return line;
        if (explanation.Machine.Remapping is { IsKnown: true } remapping)
            yield return $"  Interrupt remapping is {(remapping.Value ? "on" : "off")}{(remapping.IsCertain ? "" : ", as far as it is shown")}: {remapping.Because}.";
        foreach (var name in explanation.Evidence.TableNames)
            yield return $"  Firmware describes an IOMMU: it has the table {name}. That it is there does not show that the kernel uses it.";
        if (Vfio(explanation) is { } vfio) yield return vfio;
        if (explanation.Evidence is { Logs.IsEmpty: true, IommuGroups: { IsEmpty: false } groups })
            yield return $"  DMA remapping, which passing functions to guests needs, is on: there {(groups.Length == 1 ? "is an IOMMU group" : $"are {groups.Length} IOMMU groups")}.";
        foreach (var log in explanation.Evidence.Logs.Where(log => log.Vendor is LogVendor.Intel or LogVendor.Amd && !log.IsXen))
            yield return $"  DMA remapping, which passing functions to guests needs as well: {DmaRemapping(explanation.Evidence, log)}.";
    }

    // What people see of it is "Operation not permitted".
    private static string? Vfio(Explanation explanation) => explanation.Machine is { UsesVfio: true, Remapping: { IsCertain: true, Value: false } off }
        ? $"  VFIO is to have functions for guests, and refuses them without interrupt remapping, which is off: {off.Because}. Switch that on; allow_unsafe_interrupts=1 lets a guest send the host any interrupt."
        : null;

    private static string DmaRemapping(Evidence evidence, KernelLog log)
    {
        if (log.DmaRemapping == LogState.Enabled) return $"on; {log.Source} says so";
        if (!evidence.IommuGroups.IsEmpty) return "on, for there are IOMMU groups";
        if (log.DmaRemapping == LogState.Disabled) return $"off; {log.Source} says so";
        var said = $"{log.Source} does not show it on";
        if (log.Vendor == LogVendor.Amd) return $"{said}. If the log is whole, it is off: switch the IOMMU on in the firmware setup";
        return evidence.CommandLine?.Split(' ').Any(word => word.StartsWith("intel_iommu=on", StringComparison.Ordinal)) == true
            ? log.Units.IsEmpty
                ? $"{said}, nor any unit. If the log is whole, the kernel was told to (intel_iommu=on) and found none: switch VT-d on in the firmware setup, if the processor has it"
                : $"{said}, though the kernel was told to (intel_iommu=on)"
            : $"{said}. If the log is whole, it is off: boot with intel_iommu=on";
    }

    private static IEnumerable<string> Unhandled(Explanation explanation)
    {
        const int MostShown = 5;
        foreach (var unhandled in explanation.Unhandled.Take(MostShown))
        {
            yield return $"  Seen:  {unhandled.What} ({unhandled.Source} line {unhandled.Interrupts[0].Line}). Who: {unhandled.Who}. What it means, and what to do, is below.";
        }

        if (explanation.Unhandled.Length > MostShown) yield return $"  and {explanation.Unhandled.Length - MostShown} more interrupts with trouble; see below.";
    }

    private static IEnumerable<string> Deaths(Explanation explanation)
    {
        foreach (var group in explanation.Functions.Where(function => function.IsPredictedToDie)
                     .GroupBy(function => (function.Prediction.Verdict.Value, Hop: function.Prediction.Hop is { IsKnown: true } hop
                     ? hop.Value : "", IsVf: function.Owner is not null, function.IsOff)))
        {
            var kind = !group.Key.IsVf ? "" : group.Count() == 1 ? " (VF)" : " (VFs)";
            var what = group.Key.IsOff ? $"would {group.Key.Value.InFuture}, once a driver enables its messages" : group.Key.Value.ToString();
            yield return $"  What:  {Words.Some([.. group.Select(function => function.Function.Address)])}{kind}: {what}";
            yield return $"  Where: {group.Key.Hop}";
            if (group.Key.Value.Kind == VerdictKind.NoVectors) continue;
            var seen = group.Where(function => function.ShowsLoss).ToArray();
            if (seen.Length > 0)
                yield return $"  Seen:  {Words.Some([.. seen.Select(function => function.Function.Address)])}: {seen[0].Observations.First(each => each.ShowsLoss).What}{(seen.Length > 1 ? " (the first)" : "")}";
            else
                yield return group.Key.IsOff ? "  Seen:  MSI and MSI-X are off in the listing, so that no message is sent now" : $"  Seen:  not; {NotSeen(explanation)}";
        }
    }

    // One refused request does not show that all are: they come from vectors that were freed, from a reset, from a kernel before.
    private static IEnumerable<string> Losses(IEnumerable<FunctionExplanation> functions)
    {
        var seen = functions.Where(function => function is { ShowsLoss: true, IsPredictedToDie: false }).ToArray();
        if (seen.Length == 0) yield break;
        var more = seen.Length > 1 ? " (the first)" : "";
        yield return $"  Seen, not predicted: {Words.Some([.. seen.Select(function => function.Function.Address)])}: {seen[0].Observations.First(each => each.ShowsLoss).What}{more}. Whether all are lost is not shown.";
    }

    private static IEnumerable<string> Rule(Explanation explanation, string rule, IReadOnlyList<Bdf> broken)
    {
        var known = KnowledgeBase.Of(rule);
        var workaround = known.WorkaroundFor(explanation.Machine.UsesVfio);
        yield return $"  Why:   {known.InWords} [{rule}; {Words.Some(broken)}]";
        yield return known.Commit is { } commit
            ? $"  Fix:   {known.FirstFixed} has it: {commit} (\"{known.CommitTitle}\")"
            : $"  Fix:   {workaround}";
        if (known.Commit is not null) yield return $"  Until then: {workaround}";
        yield return $"  See it live: {known.SeeLive.Replace("ADDRESS", broken[0].ToString(), StringComparison.Ordinal)}";
    }

    private static IEnumerable<string> Rest(IReadOnlyList<FunctionExplanation> functions)
    {
        var without = functions.Count(function => function.Prediction.Verdict is { IsKnown: true, Value.Kind: VerdictKind.NoMsi });
        var dead = functions.Where(function => function.Function.DoesNotAnswer).Select(function => function.Function.Address).ToArray();
        foreach (var group in functions.Where(function => function.Prediction.Verdict is { IsKnown: true, Value.Kind: VerdictKind.Arrives })
                     .GroupBy(function => (If: string.Join(", and if ", function.Prediction.Verdict.Provided), function.IsOff))
                     .OrderBy(group => group.Key.IsOff).ThenBy(group => group.Key.If.Length))
        {
            var condition = group.Key.If.Length == 0 ? "" : $", if {group.Key.If}";
            yield return group.Key.IsOff
                ? $"  {Words.Count(group.Count(), "function")} with MSI and MSI-X off: {(group.Count() == 1 ? "sends" : "send")} no messages now (a driver may use the pin); messages would arrive{condition}."
                : $"  {Words.Count(group.Count(), "function")}: interrupts arrive{condition}.";
        }

        var held = functions.Where(function => function.Function.HoldsMessages).Select(function => function.Function.Address).ToArray();
        if (held.Length > 0) yield return $"  {Words.Some(held)}: MSI-X is on and masked as a whole (Masked+): messages are held back, as during a reset or by a driver that is stuck.";
        if (without > 0) yield return $"  {Words.Count(without, "function")}: no MSI.";
        var arriving = functions.Where(function => function.IsSeenToArrive).ToArray();
        if (arriving.Length > 0)
            yield return $"  {Words.Count(arriving.Length, "function")} ({Words.Some([.. arriving.Select(function => function.Function.Address)])}): interrupts are seen to arrive: {arriving[0].Observations.First(each => each.ShowsArrival).What}{(arriving.Length > 1 ? " (the first)" : "")}. What is shown does not suffice to predict it.";
        var cut = functions.Where(function => function.Function.WhyNotShown == NotShownReason.CutOff)
            .Select(function => function.Function.Address).ToArray();
        if (cut.Length > 0) yield return $"  The input is cut off or filtered at {Words.Some(cut)}: capabilities after the cut are not shown, SR-IOV numbers among them, and so VFs may be missing.";
        var uncounted = functions.Where(
            function => function.Function is { Sriov: Presence.Present, NumVfs: null, WhyNotShown: not NotShownReason.CutOff })
            .Select(function => function.Function.Address).ToArray();
        if (uncounted.Length > 0) yield return $"  {Words.Some(uncounted)}: SR-IOV without numbers (lspci -v and logs show none), so VFs that are not listed may be missing. Run: sudo lspci -vvv";
        if (dead.Length > 0) yield return $"  {Words.Count(dead.Length, "function")} ({Words.Some(dead)}): does not answer; it lost power or its link, or is stuck.";
        foreach (var group in functions
            .Where(function => function is { Function.DoesNotAnswer: false, Prediction.Verdict.IsKnown: false, ShowsLoss: false, IsSeenToArrive: false })
                     .GroupBy(function => (function.Prediction.Verdict.Because, function.Prediction.Verdict.Run)))
        {
            var run = group.Key.Run is { } command ? $" Run: {command}" : "";
            yield return $"  {Words.Count(group.Count(), "function")} ({Words.Some([.. group.Select(function => function.Function.Address)])}): unknown. {Words.Capitalised(group.Key.Because)}.{run}";
        }
    }
}

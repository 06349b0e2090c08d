using System.Text.RegularExpressions;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Rules;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Knowledge;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Report;

/// <summary>The short answer, for people: what dies, where, why, what to do.</summary>
public static partial class Summary
{
    private const int Iommu = 0x0806;

    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return (explanation.Functions.IsEmpty ? WithoutFunctions(explanation) : WithFunctions(explanation)).Concat(OtherLogs.Summary(explanation));
    }

    private static IEnumerable<string> WithFunctions(Explanation explanation)
    {
        var functions = explanation.Functions;
        yield return $"{Headline(explanation)}{Standing(explanation)}";
        foreach (var line in Deaths(explanation)) yield return line;
        foreach (var line in Losses(explanation)) yield return line;
        foreach (var line in RefusedIds.Lines(explanation).Concat(ShownEntries.Lines(explanation))) yield return line;
        foreach (var line in Errors(explanation)) yield return line;
        foreach (var function in Refusable(explanation))
        {
            var came = function.Observations.FirstOrDefault(seen => seen.ShowsArrival) is { } arrived ? $" Interrupts came all the same ({arrived.What})."
                : function.Observations.Any(seen => seen.Silent is not null) ? " None of its interrupts has come so far." : "";
            yield return $"  Seen:  {function.Function.Address}: {function.ShownCompatibility!.What}. Interrupts are remapped here ({explanation.Machine.Remapping.Because}), and a unit that remaps refuses messages in compatibility format{(explanation.Machine.Platform is { IsKnown: true, Value: Platform.Intel } ? " (0x25)" : "")}.{came}";
        }

        foreach (var line in Silent(explanation)) yield return line;
        foreach (var line in IdleQueues.Lines(explanation)) yield return line;
        foreach (var line in Hints(explanation)) yield return line;
        foreach (var line in Unhandled(explanation)) yield return line;
        if (Vfio(explanation) is { } vfio) yield return vfio;
        foreach (var (rule, broken) in explanation.Rules)
        {
            foreach (var line in Rule(explanation, rule, broken)) yield return line;
        }

        foreach (var condition in functions.Where(function => function.IsPredictedToDie)
            .SelectMany(function => function.Prediction.Verdict.Provided).Distinct())
            yield return $"  Only if {condition}.";
        foreach (var line in Rest(functions, explanation.Machine.Platform is { IsKnown: true, Value: Platform.Amd })) yield return line;
        foreach (var line in Guest(explanation)) yield return line;
        var contradicted = functions.Where(function => function.Agreement == Agreement.Contradicts).ToArray();
        if (contradicted.Length == 0) yield break;
        var guests = contradicted.Any(function => MayBeGuests(explanation, function)) ? ", a guest that has the function (see below)" : "";
        yield return $"What is seen contradicts the prediction for {Words.Some([.. contradicted.Select(function => function.Function.Address)])}: another kernel (--host), a backported or missing fix{guests}, or a cause that no host models.";
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
            if (functions.All(function => !function.Dies || function.IsDeathContradicted))
                return $"{Words.Capitalised(Words.Share(dying, functions.Length, "function"))} {(dying == 1 ? "is predicted to lose its" : "are predicted to lose their")} interrupts{under}, but what is seen contradicts that.";
            var more = off == 0 ? "" : $"; {off} more would, once {OnceTheySend(functions)}";
            return $"{Words.Capitalised(Words.Share(dying, functions.Length, "function"))} {(dying == 1 ? "loses its" : "lose their")} interrupts{under}{more}.";
        }

        if (off > 0)
            return $"{Words.Capitalised(Words.Share(off, functions.Length, "function"))} would lose {(off == 1 ? "its" : "their")} interrupts{under}, once {OnceTheySend(functions)}{(functions.Any(function => function is { WouldDie: true, IsOff: true }) ? ", which are off now" : "")}.";
        var lossy = functions.Count(function => function.ShowsLoss);
        if (lossy > 0)
        {
            var seen = $"Lost messages are seen of {Words.Share(lossy, functions.Length, "function")}";
            return functions.Any(function => function.Prediction.Verdict.IsKnown)
                ? $"{seen}; no function is predicted to lose its interrupts{under}." : $"{seen}. What is shown does not suffice to predict anything.";
        }

        var refusable = Refusable(explanation).Length;
        if (refusable > 0)
            return $"By what is shown, messages of {Words.Share(refusable, functions.Length, "function")} are in compatibility format, though interrupts are remapped: a unit that remaps refuses those.";
        var unknown = functions.Count(function => function is { Prediction.Verdict.IsKnown: false, IsSeenToArrive: false });
        if (unknown == functions.Length) return $"Of {Words.Share(unknown, unknown, "function")} it is unknown what becomes of {(unknown == 1 ? "its" : "their")} interrupts.";
        var arriving = functions.Count(function => function.IsSeenToArrive);
        if (unknown == 0 && arriving == functions.Length)
            return $"Interrupts of {Words.Share(arriving, arriving, "function")} are seen to arrive. What is shown does not suffice to predict anything.";
        return WithoutDeaths(functions, under, unknown, arriving);
    }

    // "Dies" is said of all only where nothing is unknown and nothing seen speaks against it.
    private static string WithoutDeaths(IReadOnlyCollection<FunctionExplanation> functions, string under, int unknown, int arriving)
    {
        var contradicted = functions.Count(function => function.IsContradicted);
        var held = functions.Count(function => function.IsHeld);
        if (unknown == 0 && arriving == 0 && contradicted == 0 && held == 0) return $"No interrupt dies{under}: {Words.Count(functions.Count, "function")}.";
        var parts = new List<string>
        {
            contradicted > 0 ? $"No interrupt is predicted to die{under}, but what is seen contradicts that for {Words.Share(contradicted, functions.Count, "function")}"
                : $"No interrupt is known to die{under}",
        };
        if (held > 0) parts.Add($"{Words.Share(held, functions.Count, "function")} {(held == 1 ? "holds its" : "hold their")} messages back ({string.Join(", ", functions.Where(function => function.IsHeld).Select(function => function.Function.HoldsMessages ? "Masked+" : "BusMaster-").Distinct())})");
        if (unknown > 0) parts.Add($"of {Words.Share(unknown, functions.Count, "function")} it is unknown");
        else if (arriving > 0) parts.Add($"those of {Words.Share(arriving, functions.Count, "function")} are seen to arrive");
        return string.Join("; ", parts) + ".";
    }

    private static string OnceTheySend(IReadOnlyCollection<FunctionExplanation> functions)
    {
        var silent = functions.Where(function => function.WouldDie).ToArray();
        var theirs = silent.Length == 1 ? "its" : "their";
        return (silent.Any(function => function.IsOff), silent.Any(function => !function.IsOff)) switch
        {
            (true, false) => $"a driver enables {theirs} messages",
            (false, true) when silent.All(function => function.Function.HoldsMessages) => $"{theirs} MSI-X is unmasked",
            (false, true) => $"{theirs} messages can leave",
            _ => "a driver enables or unmasks their messages",
        };
    }

    private static string Under(Explanation explanation)
    {
        if (explanation.Machine.NotModelled is not null
            || !explanation.Machine.IsPlatformModelled) return "";
        return explanation.Host.IsKnown ? $" under {explanation.Host.Value.Versions}"
            : $" under any kernel that was run ({explanation.Hosts[0].Name} to {explanation.Hosts[^1].Name})";
    }

    // A prediction is one, also where nothing speaks against it.
    private static string Standing(Explanation explanation)
    {
        var dying = explanation.Functions.Where(function => function.Dies).ToArray();
        if (dying.Length == 0) return "";
        if (dying.All(function => function.IsDeathContradicted)) return $" {Words.Capitalised(NotSeen(explanation))}.";
        var seen = dying.Count(function => function.ShowsLoss);
        var loss = dying.All(function => function.SeenLoss is null or "refused") ? "refused" : "lost";
        var against = dying.Count(function => function.Agreement == Agreement.Contradicts);
        var but = against == 0 ? "" : $" But what is seen contradicts {(against == dying.Length ? "the prediction" : $"it for {against} of them")}.";
        return (seen == 0 ? $" This is predicted; {NotSeen(explanation)}."
            : seen == dying.Length ? $" This is predicted, and the log has {loss} messages of {(seen == 1 ? "it" : "them")}."
            : $" This is predicted; the log has {loss} messages of {seen} of them.") + but;
    }

    private static string NotSeen(Explanation explanation) => explanation.Evidence.Logs.IsEmpty
        ? "no log is given that would show it (sudo dmesg | grep -e DMAR -e AMD-Vi)" : "no log that is given has a refused message of them";

    private static IEnumerable<string> WithoutFunctions(Explanation explanation)
    {
        if (OtherSystem.Of(explanation.Evidence, explanation.Machine.Topology) is { } system && !OtherSystem.IsFreeBsd(system))
            yield return explanation.Faults.IsEmpty ? $"This is the output of {system}. It is recognised and not read further: nothing here models how {system} sets up interrupts."
                : $"This is the output of {system}. Of it only refused requests are read: nothing here models how {system} sets up interrupts.";
        var refused = explanation.Faults.Count(fault => fault.Fault.Kind != LogFaultKind.Other);
        var unhandled = explanation.Unhandled.Length;
        var said = refused > 0 ? $"{Words.Count(refused, "kind")} of refused requests {(refused == 1 ? "is" : "are")} in the log"
            : unhandled == 0 ? null
            : explanation.Unhandled.All(each => each.Interrupts[0].Kind is LogUnhandledKind.TimedOut or LogUnhandledKind.UnitTimedOut)
            ? $"the log tells of {(unhandled == 1 ? "a time-out" : $"{unhandled} kinds of time-outs")}, which lost interrupts cause, and other things too"
            : $"the log tells of trouble with {Words.Count(unhandled, "interrupt")}";
        yield return said is not null ? $"No PCI function is listed; {said}." : NamedInLogs(explanation.Evidence) is { } named
            ? $"No PCI function is listed. The log names {named}, and no line of it tells of a refused request or of trouble with an interrupt."
            : "No PCI function is shown, so there is nothing to say of any.";
        foreach (var line in RefusedIds.Lines(explanation).Concat(ShownEntries.Lines(explanation))) yield return line;
        foreach (var line in Errors(explanation)) yield return line;
        foreach (var line in Silent(explanation)) yield return line;
        foreach (var line in Unhandled(explanation)) yield return line;
        if (explanation.Machine.Remapping is { IsKnown: true } remapping)
            yield return $"  Interrupt remapping is {(remapping.Value ? "on" : "off")}{(remapping.IsCertain ? "" : ", as far as it is shown")}: {remapping.Because}.";
        foreach (var line in Hints(explanation)) yield return line;
        foreach (var line in Guest(explanation)) yield return line;
        foreach (var name in explanation.Evidence.TableNames)
            yield return $"  Firmware describes an IOMMU: it has the table {name}. That it is there does not show that the kernel uses it.";
        if (explanation.Machine is { IsPlatformModelled: false, Platform: var platform })
            yield return $"  No host here models {PlatformText.Words(platform.Value)} ({platform.Because}): how it delivers interrupts cannot be said.";
        if (Vfio(explanation) is { } vfio) yield return vfio;
        if (explanation.Evidence is { Logs.IsEmpty: true, IommuGroups: { IsEmpty: false } groups })
            yield return $"  DMA remapping, which passing functions to guests needs, is on: there {(groups.Length == 1 ? "is an IOMMU group" : $"are {groups.Length} IOMMU groups")}.";
        // What passes functions to guests, a guest without an IOMMU does not.
        if (explanation.Machine.Virtual is { HasIommu: false }) yield break;
        foreach (var log in explanation.Evidence.Logs.Where(log => log is { Vendor: LogVendor.Intel or LogVendor.Amd, IsXen: false, System: null }))
            yield return $"  DMA remapping, which passing functions to guests needs as well: {DmaRemapping.Of(explanation, log)}.";
    }

    // Behind VMD the domain is the controller's, and messages of the IOMMU itself are never remapped.
    private static FunctionExplanation[] Refusable(Explanation explanation) => explanation.Machine is { NotModelled: null, Remapping: { IsKnown: true, IsCertain: true, Value: true } }
        ? [.. explanation.Functions.Where(function => function.ShownCompatibility is not null && function.Function.Address.Segment < ObservedMachine.FirstVmdSegment
            && function.Function.ClassCode >> 8 != Iommu)] : [];

    // A count of zero proves nothing, and it is what people see.
    private static IEnumerable<string> Silent(Explanation explanation)
    {
        const int MostNamed = 5;
        var refusable = Refusable(explanation);
        var functions = explanation.Functions.Where(function => !function.Prediction.Verdict.IsKnown && !function.ShowsLoss && !refusable.Contains(function))
            .SelectMany(function => function.Observations.Where(seen => seen.Silent is not null).Select(seen => (Function: function, Handlers: seen.Silent!))).ToArray();
        var silent = functions.Select(each => $"{each.Function.Function.Address} ({each.Handlers})").Concat(SilentDevices(explanation)).ToArray();
        var guests = functions.Where(each => IdleQueues.IsGuests(each.Function, each.Handlers)).Select(each => each.Function.Function.Address).ToArray();
        if (silent.Length > 0)
        {
            yield return $"  No interrupt has come so far, by /proc/interrupts, of {string.Join(", ", silent.Take(MostNamed))}{(silent.Length > MostNamed ? $" and {silent.Length - MostNamed} more" : "")}: lost interrupts look like that, and so does a device that had nothing to say. Of a device that is at work, the count must grow.";
        }

        if (guests.Length > 0)
            yield return $"  VFIO has {Words.Some(guests)} for a guest: whether it is at work, the guest tells (cat /proc/interrupts there, under the address that it has in the guest).";
    }

    // Rows of messages that do not say their function: behind VMD, under Hyper-V.
    private static IEnumerable<string> SilentDevices(Explanation explanation) => explanation.Evidence.Interrupts.IsEmpty ? []
        : explanation.Evidence.Interrupts[^1].Rows.Where(row => row is { Function: null, Chip: { } chip, Actions.Length: > 0 } && OfOtherMessages().IsMatch($"{chip} {row.HardwareIrq} {row.Actions}"))
            .GroupBy(row => DeviceIn().Match(row.Actions) is { Success: true } named ? named.Value : row.Actions)
            .Where(device => device.All(row => row.Total == 0)).Select(device => $"{device.Key} ({string.Join(", ", device.Select(row => row.Actions.Split(' ')[^1]).Take(2))})");

    [GeneratedRegex(@"\b(?:VMD-MSI|Hyper-V PCIe MSI)\b|^Hyper-V\b")]
    private static partial Regex OfOtherMessages();

    // "nvme0" of "nvme0q1", "mlx5" of "mlx5_comp0@pci:0c2b:00:02.0".
    [GeneratedRegex(@"pci:[0-9a-f:.]{12,16}|[a-z]+[0-9]+(?=q[0-9])")]
    private static partial Regex DeviceIn();

    private static IEnumerable<string> Errors(Explanation explanation) => explanation.Faults.Where(fault => fault.Fault.Kind == LogFaultKind.Other).Select(fault =>
        $"  Seen:  {fault.Fault.ReasonText ?? "an error of the IOMMU"} of {fault.Fault.Requester} ({fault.Source} line {fault.Fault.Line}{(fault.Times > 1 ? $", {fault.Times} times" : "")}): {fault.Meaning}.");

    private static string? NamedInLogs(Evidence evidence)
    {
        Bdf[] named = [.. evidence.Logs.SelectMany(log => log.Functions).Select(line => line.Address).Distinct()];
        return named.Length == 0 ? null : $"{Words.Count(named.Length, "function")} ({Words.Some(named)})";
    }

    // What people see of it is "Operation not permitted".
    private static string? Vfio(Explanation explanation) => explanation.Machine is { UsesVfio: true, Remapping: { IsCertain: true, Value: false } off }
        ? $"  VFIO is to have functions for guests, and refuses them without interrupt remapping, which is off: {off.Because}. {HowToSwitchOn(explanation.Evidence)}; allow_unsafe_interrupts=1 lets a guest send the host any interrupt."
        : null;

    private static string HowToSwitchOn(Evidence evidence)
    {
        if (evidence.Logs.SelectMany(log => log.FirmwareBugs).FirstOrDefault(bug => bug.Kind != LogFirmwareBugKind.Other) is not { } bug) return "Switch that on";
        if (bug.Kind == LogFirmwareBugKind.Erratum) return "The chipset has an erratum about it, and Linux does not switch it on there";
        return bug.Vendor == LogVendor.Amd ? "A newer firmware mends that, or ivrs_ioapic[N]=00:14.0 on the command line, with N the id of the southbridge's IOAPIC"
            : "A newer firmware mends that";
    }

    private static IEnumerable<string> Unhandled(Explanation explanation)
    {
        const int MostShown = 5;
        // A message that is seen to be lost is told with its function.
        var told = explanation.Functions.Where(function => function.ShowsLoss).Select(function => function.Function.Address).ToHashSet();
        var others = explanation.Unhandled.Where(unhandled => unhandled.Interrupts[0].Kind != LogUnhandledKind.NotReceived || !unhandled.Functions.Any(told.Contains)).ToArray();
        foreach (var unhandled in others.Take(MostShown))
        {
            yield return $"  Seen:  {unhandled.What} ({unhandled.Source} line {unhandled.Interrupts[0].Line}). Who: {unhandled.Who}. What it means, and what to do, is below.";
        }

        if (others.Length > MostShown) yield return $"  and {others.Length - MostShown} more interrupts with trouble; see below.";
    }

    private static IEnumerable<string> Deaths(Explanation explanation)
    {
        foreach (var group in explanation.Functions.Where(function => function.IsPredictedToDie)
                     .GroupBy(function => (function.Prediction.Verdict.Value, Hop: function.Prediction.Hop is { IsKnown: true } hop
                     ? hop.Value : "", IsVf: function.Owner is not null, function.SendsOnce)))
        {
            var kind = !group.Key.IsVf ? "" : group.Count() == 1 ? " (VF)" : " (VFs)";
            var what = group.Key.SendsOnce is { } once ? $"would {group.Key.Value.InFuture}, once {once}" : group.Key.Value.ToString();
            yield return $"  What:  {Words.Some([.. group.Select(function => function.Function.Address)])}{kind}: {what}";
            yield return $"  Where: {group.Key.Hop}";
            if (group.Key.Value.Kind == VerdictKind.NoVectors) continue;
            var seen = group.Where(function => function.ShowsLoss).ToArray();
            foreach (var line in SeenLosses(seen)) yield return $"  Seen:  {line}";
            if (seen.Length > 0) continue;
            yield return group.Key.SendsOnce is null ? $"  Seen:  not; {NotSeen(explanation)}"
                : group.First().IsOff ? "  Seen:  MSI and MSI-X are off in the listing, so that no message is sent now"
                : group.First().Function.HoldsMessages ? "  Seen:  MSI-X is masked as a whole in the listing (Masked+), so that no message is sent now"
                : $"  Seen:  {group.First().HeldBack!.Words}";
        }
    }

    // One refused request does not show that all are: they come from vectors that were freed, from a reset, from a kernel before.
    private static IEnumerable<string> Losses(Explanation explanation)
    {
        var seen = explanation.Functions.Where(function => function is { ShowsLoss: true, IsPredictedToDie: false }).ToArray();
        if (seen.Length == 0) yield break;
        foreach (var line in SeenLosses(seen)) yield return $"  Seen, not predicted: {line}. Whether all are lost is not shown.";
        Bdf[] guests = [.. seen.Where(function => MayBeGuests(explanation, function)).Select(function => function.Function.Address)];
        if (guests.Length > 0) yield return $"  {Words.Some(guests)}: a guest has {(guests.Length == 1 ? "it" : "them")} (vfio), and the message may be the guest's own; see below.";
    }

    // Only such a message can be one that a guest made.
    private static bool MayBeGuests(Explanation explanation, FunctionExplanation function) => function.Function.IsVfio
        && explanation.Faults.Any(fault => fault.Sender == function.Function.Address && FaultExplainer.IsRefusedMessage(fault.Fault));

    // Where the defect is predicted, its rule says more.
    private static IEnumerable<string> Hints(Explanation explanation) => explanation.Rules.Any(broken => broken.Rule == RuleIds.VirtualFunctionWithoutDomain) ? []
        : explanation.Faults.Where(fault => fault.Hint is not null).GroupBy(fault => fault.Hint)
            .Select(group => $"  Perhaps known ({string.Join(", ", group.Select(fault => fault.Fault.Requester).Distinct().Take(3))}): {group.Key}.");

    // What was refused for one reason is told apart from what was refused for another.
    private static IEnumerable<string> SeenLosses(IEnumerable<FunctionExplanation> functions)
    {
        foreach (var group in functions.SelectMany(function => function.Observations.Where(each => each.ShowsLoss).Select(seen => (function.Function.Address, Seen: seen)))
                     .GroupBy(each => each.Seen.Kind ?? each.Seen.What))
        {
            Bdf[] addresses = [.. group.Select(each => each.Address).Distinct()];
            yield return $"{Words.Some(addresses)}: {group.First().Seen.What}{(addresses.Length > 1 ? " (the first)" : "")}";
        }
    }

    // The host's hypervisor has what decides; people ask all the same, for a guest is all that they have.
    private static IEnumerable<string> Guest(Explanation explanation)
    {
        if (explanation.Evidence.Container is { } container)
            yield return $"  All or some of this was run in a container ({container}), which has the kernel, the interrupts and the functions of its machine. Run on the machine itself, not in the container, what is asked for here.";
        if (explanation.Machine.Virtual is not { } guest) yield break;
        yield return $"  A guest of {guest.Hypervisor} sees the addresses that its functions have in the guest, the messages that it wrote itself, and whether interrupts come (/proc/interrupts). "
            + "It cannot see the host's addresses, the messages that the hypervisor gave the devices, the host's remapping units, and what they refuse: that is in the host's log.";
        if (explanation.Machine.UsesVfio && !guest.HasIommu)
            yield return "  VFIO inside a guest needs an IOMMU that the hypervisor imitates, with interrupt remapping (QEMU: -device intel-iommu,intremap=on and -machine kernel-irqchip=split), "
                + "or vfio's mode without IOMMU, which protects nothing. None is shown here.";
    }

    /// <summary>For which reasons units refuse messages of functions, by prediction.</summary>
    internal static IReadOnlyCollection<FaultReason> FaultsOf(Explanation explanation, IReadOnlyCollection<Bdf> functions) =>
        [.. explanation.Functions.Where(function => functions.Contains(function.Function.Address) && function.IsPredictedToDie)
            .Select(function => function.Prediction.Verdict.Value.Fault).Distinct()];

    private static IEnumerable<string> Rule(Explanation explanation, string rule, IReadOnlyList<Bdf> broken)
    {
        var known = KnowledgeBase.Of(rule);
        var workaround = known.WorkaroundFor(explanation.Machine.UsesVfio);
        yield return $"  Why:   {known.InWordsFor(FaultsOf(explanation, broken))} [{rule}; {Words.Some(broken)}]";
        yield return known.Commit is { } commit
            ? $"  Fix:   {known.FirstFixed} has it: {commit} (\"{known.CommitTitle}\")"
            : $"  Fix:   {workaround}";
        if (known.Commit is not null) yield return $"  Until then: {workaround}";
        yield return $"  See it live: {known.SeeLive.Replace("ADDRESS", broken[0].ToString(), StringComparison.Ordinal)}";
    }

    private static string Against(FunctionExplanation function, bool isAmd)
    {
        var against = function.Observations.Where(seen => seen.Agreement == Agreement.Contradicts).ToArray();
        var refused = against.Any(seen => seen.ShowsCompatibility)
            ? $": messages in compatibility format, which a unit that remaps refuses{(isAmd ? "" : " (0x25)")}" : "";
        var came = function.Observations.FirstOrDefault(seen => seen.ShowsArrival) is { } arrived ? $"; interrupts came all the same ({arrived.What})" : "";
        return $"{string.Join(", and ", against.Select(seen => seen.What))}{refused}{came}";
    }

    private static IEnumerable<string> Rest(IReadOnlyList<FunctionExplanation> functions, bool isAmd)
    {
        var without = functions.Count(function => function.Prediction.Verdict is { IsKnown: true, Value.Kind: VerdictKind.NoMsi });
        var dead = functions.Where(function => function.Function.DoesNotAnswer).Select(function => function.Function.Address).ToArray();
        foreach (var group in functions.Where(function => function is { Prediction.Verdict: { IsKnown: true, Value.Kind: VerdictKind.Arrives }, IsContradicted: false, IsHeld: false })
                     .GroupBy(function => (If: string.Join(", and if ", function.Prediction.Verdict.Provided), function.IsOff))
                     .OrderBy(group => group.Key.IsOff).ThenBy(group => group.Key.If.Length))
        {
            var condition = group.Key.If.Length == 0 ? "" : $", if {group.Key.If}";
            yield return group.Key.IsOff
                ? $"  {Words.Count(group.Count(), "function")} with MSI and MSI-X off: {(group.Count() == 1 ? "sends" : "send")} no messages now (a driver may use the pin); messages would arrive{condition}."
                : $"  {Words.Count(group.Count(), "function")}: interrupts arrive{condition}.";
        }

        foreach (var group in functions.Where(function => function.HeldBack is not null)
                     .GroupBy(function => (function.HeldBack!.Words, Arrives: function is { IsHeld: true, Prediction.Verdict: { IsKnown: true, Value.Kind: VerdictKind.Arrives } })))
        {
            var once = group.Key.Arrives ? $" Once {group.First().HeldBack!.Once} they would arrive, by prediction." : "";
            yield return $"  {Words.Some([.. group.Select(function => function.Function.Address)])}: {group.Key.Words}.{once}";
        }

        foreach (var group in functions.Where(function => function is { IsContradicted: true, ShowsLoss: false }).GroupBy(function => Against(function, isAmd)))
            yield return $"  {Words.Some([.. group.Select(function => function.Function.Address)])}: predicted to {group.First().Prediction.Verdict.Value.InFuture}, but {group.Key}.";
        if (without > 0) yield return $"  {Words.Count(without, "function")}: no MSI.";
        var arriving = functions.Where(function => function.IsSeenToArrive).ToArray();
        if (arriving.Length > 0)
            yield return $"  {Words.Count(arriving.Length, "function")} ({Words.Some([.. arriving.Select(function => function.Function.Address)])}): interrupts are seen to arrive: {arriving[0].Observations.First(each => each.ShowsArrival).What}{(arriving.Length > 1 ? " (the first)" : "")}. What is shown does not suffice to predict it.";
        foreach (var group in functions.Where(function => function is { IsOff: true, Prediction.Verdict.IsKnown: false }).GroupBy(function => Words.Capability(function.Function)))
            yield return $"  {Words.Some([.. group.Select(function => function.Function.Address)])}: {group.Key} is off: {(group.Count() == 1 ? "it sends" : "they send")} no messages now (a driver may use the pin).";
        foreach (var line in HiddenCapabilities.Lines(functions)) yield return line;
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

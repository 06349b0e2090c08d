using System.Collections.Immutable;
using System.Globalization;
using IrqModel.Firmware;
using IrqModel.Tool.Knowledge;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Says what it means that nobody handled an interrupt, and who shares it.</summary>
internal static class UnhandledExplainer
{
    /// <summary>All that logs report, each interrupt once.</summary>
    public static ImmutableArray<UnhandledExplanation> All(ObservedMachine machine, Evidence evidence) =>
    [
        .. from log in evidence.Logs
           from interrupt in log.Unhandled
           group interrupt by (log.Source, IsVector: interrupt.Kind == LogUnhandledKind.NoHandlerForVector,
               IsSpurious: interrupt.Kind == LogUnhandledKind.Spurious, IsRefused: interrupt.Kind == LogUnhandledKind.NotShared, interrupt.Irq,
               interrupt.Vector, Driver: interrupt.IsOfDriver ? (interrupt.Kind, interrupt.Function, interrupt.Device) : default) into same
           select Explain(same.Key.Source, [.. same], machine, evidence),
    ];

    /// <summary>What a line means, whichever machine it is of.</summary>
    public static string MeaningOf(LogUnhandledInterrupt interrupt) => interrupt.Kind switch
    {
        LogUnhandledKind.NoHandlerForVector => UnhandledKnowledge.NoHandler(interrupt.Vector!.Value, isGuest: false),
        LogUnhandledKind.Spurious => UnhandledKnowledge.Spurious(interrupt),
        LogUnhandledKind.NotShared => UnhandledKnowledge.NotShared,
        LogUnhandledKind.Storm => UnhandledKnowledge.Storm,
        LogUnhandledKind.NotReceived => UnhandledKnowledge.NotReceived,
        LogUnhandledKind.Polled => UnhandledKnowledge.Polled,
        LogUnhandledKind.NotAllocated => UnhandledKnowledge.NotAllocated,
        LogUnhandledKind.TimedOut => UnhandledKnowledge.TimedOut,
        LogUnhandledKind.NoVectorsLeft => UnhandledKnowledge.NoVectorsLeft(interrupt.Irq),
        LogUnhandledKind.UnitTimedOut => UnhandledKnowledge.UnitTimedOut,
        _ => UnhandledKnowledge.NobodyCared(isMessage: false),
    };

    private static UnhandledExplanation Explain(
        string source, ImmutableArray<LogUnhandledInterrupt> interrupts, ObservedMachine machine, Evidence evidence)
    {
        var first = interrupts[0];
        if (first.IsOfDriver) return OfDriver(source, interrupts, machine, OtherSystem.Of(evidence, machine.Topology) is { } system && OtherSystem.IsFreeBsd(system));
        if (first.Kind == LogUnhandledKind.NoHandlerForVector) return OfVector(source, interrupts, machine, evidence);
        if (first.Kind == LogUnhandledKind.Spurious)
        {
            return new(source, interrupts, first.Irq is { } line ? $"a spurious interrupt on IRQ {line} of the old interrupt controller"
                : $"a spurious interrupt on vector {first.Vector}", UnhandledKnowledge.Spurious(first), "nobody: no device sent it", [],
                "nothing, as long as their number does not grow (SPU, ERR and MIS in /proc/interrupts count them)");
        }

        if (first.Kind == LogUnhandledKind.NotShared)
        {
            return new(source, interrupts, $"{first.Handlers[0]} was refused IRQ {first.Irq}: {first.Handlers[1]} has it and does not share it",
                UnhandledKnowledge.NotShared, $"{string.Join(", ", first.Handlers)}",
                [.. machine.Topology.Functions.Where(function => function.Irq == first.Irq).Select(function => function.Address)],
                $"cat /proc/interrupts (who has IRQ {first.Irq}); load the one of the two drivers that is needed, or move a card to a slot with another line");
        }

        if (first.Kind == LogUnhandledKind.NoVectorsLeft) return OfShortage(source, interrupts, evidence);
        if (first.Kind == LogUnhandledKind.UnitTimedOut)
        {
            var device = first.Function is { } late ? $"{late}, which did not answer the unit" : "the line does not say which device keeps the unit waiting";
            return new(source, interrupts, $"an IOMMU did not finish what the kernel asked of it{Times(interrupts.Length)}",
                UnhandledKnowledge.UnitTimedOut, device, first.Function is { } one ? [one] : [], UnhandledKnowledge.NextOfUnit);
        }

        return OfLine(source, interrupts, evidence, machine);
    }

    private static UnhandledExplanation OfShortage(string source, ImmutableArray<LogUnhandledInterrupt> interrupts, Evidence evidence)
    {
        var irq = interrupts[0].Irq?.ToString(CultureInfo.InvariantCulture);
        var row = irq is null ? default : evidence.Interrupts.Reverse().Select(table => (table.Source, Row: table.Rows.FirstOrDefault(row => row.Name == irq))).FirstOrDefault(each => each.Row is not null);
        return new(
            source, interrupts, $"no vector was left{(irq is null ? "" : $" for IRQ {irq} on the processors that it should go to")}{Times(interrupts.Length)}",
            UnhandledKnowledge.NoVectorsLeft(interrupts[0].Irq), row.Row is { } shown ? $"{shown.Actions} ({row.Source} line {shown.Line})" : irq is null ? "the line does not say whose interrupt it is" : $"cat /proc/interrupts tells who has IRQ {irq}",
            row.Row?.Function is { } function ? [function] : [], UnhandledKnowledge.NextOfNoVectors);
    }

    private static string Times(int count) => count > 1 ? $", {count.ToString(CultureInfo.InvariantCulture)} times" : "";

    /// <summary>
    /// The function of which a driver speaks: the one that the log names, else the only one that is listed with the driver, unless the log calls that by
    /// another name.
    /// </summary>
    public static Bdf? FunctionOf(LogUnhandledInterrupt interrupt, ObservedMachine machine)
    {
        if (interrupt.Function is not null || interrupt.Driver is null) return interrupt.Function;
        var driven = machine.Topology.Functions.Where(function => function.Driver == interrupt.Driver).Take(2).ToArray();
        return driven.Length == 1 && !interrupt.OtherDevices.Contains(driven[0].Address) ? driven[0].Address : null;
    }

    /// <summary>Whether a driver asked for several MSI messages of a machine that gives one, because it does not remap.</summary>
    public static bool HasOneMessageOnly(LogUnhandledInterrupt interrupt, ObservedMachine machine) =>
        UnhandledKnowledge.AsksForSeveralMessages(interrupt) && machine is { NotModelled: null, Remapping: { IsKnown: true, Value: false } }
        && machine.IsPlatformModelled;

    private static UnhandledExplanation OfDriver(string source, ImmutableArray<LogUnhandledInterrupt> interrupts, ObservedMachine machine, bool isFreeBsd)
    {
        var first = interrupts[0];
        if (first.Driver?.StartsWith("tpm", StringComparison.Ordinal) == true)
            return new(source, interrupts, $"{first.Device ?? "the TPM"}: its driver says that its interrupt does not work", UnhandledKnowledge.OfTpm, $"{first.Device ?? "the TPM"}, which is no PCI function", [], UnhandledKnowledge.NextOfTpm);
        var function = FunctionOf(first, machine);
        var device = first.Device ?? first.Driver ?? "a device";
        var what = first.Kind switch
        {
            LogUnhandledKind.NotReceived => "an interrupt did not come",
            LogUnhandledKind.Polled => "it found work done of which no interrupt had told it",
            LogUnhandledKind.NotAllocated => "it got no interrupts, or fewer than it wanted",
            _ => "it waited in vain for its device",
        };
        var hasNone = first.Kind == LogUnhandledKind.NotAllocated && machine.HasNoMessages;
        var hasOne = interrupts.All(interrupt => HasOneMessageOnly(interrupt, machine));
        var named = function is { } address && machine.Topology.Find(address) is { Name: { } name } ? $"{address} {name}" : function?.ToString();
        return new(
            source, interrupts, $"{device}{(function is { } at ? $" ({at})" : "")}: its driver says that {what}{Times(interrupts.Length)}",
            hasNone ? UnhandledKnowledge.NotAllocatedWithoutMessages : hasOne ? UnhandledKnowledge.OneMessageOnly : MeaningOf(first), named ?? $"{device}; nothing given says which function that is", function is { } one ? [one] : [],
            hasNone ? UnhandledKnowledge.NextWithoutMessages
            : hasOne ? UnhandledKnowledge.NextOfOneMessage(machine.Remapping.Because, machine.Platform is { IsKnown: true, Value: Platform.Amd })
            : isFreeBsd ? UnhandledKnowledge.NextOnFreeBsd(device)
            : UnhandledKnowledge.IsOutOfVectors(first) ? UnhandledKnowledge.NextOfNoVectors
            : NextOfDriver(function, machine));
    }

    private static string NextOfDriver(Bdf? function, ObservedMachine machine)
    {
        if (machine.Virtual is { HasIommu: false } guest) return UnhandledKnowledge.NextInGuest(function?.ToString(), guest.WhyNoHost);
        var mayRemap = machine.Platform is { IsKnown: false } or { Value: Platform.Intel or Platform.Amd };
        return UnhandledKnowledge.NextOfDriver(function?.ToString(), !mayRemap ? null : function is not { } own ? "" : SenderOf(own, machine));
    }

    // Whatever is behind a VMD sends under the controller's id.
    private static string SenderOf(Bdf function, ObservedMachine machine) => function.Segment < ObservedMachine.FirstVmdSegment ? function.ToString()
        : machine.VmdControllers is [var vmd] ? $"{vmd}, the VMD that it is behind" : "the VMD that it is behind";

    private static UnhandledExplanation OfVector(
        string source, ImmutableArray<LogUnhandledInterrupt> interrupts, ObservedMachine machine, Evidence evidence)
    {
        const int MostProcessors = 4;
        var vector = interrupts[0].Vector!.Value;
        var processors = interrupts.Select(interrupt => interrupt.Processor).OfType<int>().Distinct().ToArray();
        var named = string.Join(", ", processors.Take(MostProcessors));
        var on = $"processor{(processors.Length == 1 ? "" : "s")} {named}{(processors.Length > MostProcessors ? $" and {processors.Length - MostProcessors} more" : "")}";
        var entries = evidence.RemappingEntries.Where(entry => entry.Vector == vector && entry.Requester is not null)
            .Select(entry => $"{entry.Requester} (entry {entry.Index}{(entry.Unit is { } unit ? $" of {unit}" : "")})").Distinct().ToArray();
        return new(
            source, interrupts, $"vector {vector} (0x{vector.ToString("x2", CultureInfo.InvariantCulture)}) on {on} has no handler: the interrupt was dropped",
            UnhandledKnowledge.NoHandler(vector, machine.Virtual is not null),
            entries.Length == 0 ? "the line does not say who sent it, and nothing given shows which interrupt has or had the vector"
                : $"not said; remapping entries with this vector admit {string.Join(", ", entries)}", [],
            machine.NotModelled is not null && evidence.Logs.Any(log => log.IsXen && log.Source == source) ? "xl debug-keys i, then xl dmesg: who has the vector now"
                : UnhandledKnowledge.IsLegacy(vector)
                ? $"cat /proc/interrupts: who has IRQ {UnhandledKnowledge.LegacyIrq(vector)}; a newer firmware, if it comes at each boot"
                : $"what the log says right before (a reset, a timeout, a processor that goes offline, kexec), and soon after it comes: sudo grep -lE 'Vector: +{vector}$' /sys/kernel/debug/irq/irqs/* (who has the vector); see whether it ends with irqbalance stopped");
    }

    private static UnhandledExplanation OfLine(
        string source, ImmutableArray<LogUnhandledInterrupt> interrupts, Evidence evidence, ObservedMachine machine)
    {
        var irq = interrupts[0].Irq!.Value;
        var isOff = interrupts.Any(interrupt => interrupt.Kind == LogUnhandledKind.Disabled);
        var row = evidence.Interrupts.Reverse().Select(table => (table.Source, Row: table.Rows.FirstOrDefault(
            row => row.Name == irq.ToString(CultureInfo.InvariantCulture)))).FirstOrDefault(each => each.Row is not null);
        var isMessage = row.Row?.Chip?.Contains("MSI", StringComparison.Ordinal) == true;
        var sharing = machine.Topology.Functions
            .Where(function => function.Irq == irq || (row.Row?.Function is { } named && named == function.Address)).ToArray();
        var who = new List<string>();
        if (row.Row is { } shown)
            who.Add($"{(shown.Actions.Length > 0 ? shown.Actions : "no handler")} ({row.Source} line {shown.Line})");
        var handlers = interrupts.SelectMany(interrupt => interrupt.Handlers).Distinct().ToArray();
        if (handlers.Length > 0) who.Add($"handlers that were asked: {string.Join(", ", handlers)}");
        who.AddRange(sharing.Select(Describe));
        if (sharing.Length == 0 && machine.Topology.Functions.Count > 0)
            who.Add($"no listing shows a function with IRQ {irq}");
        if (sharing.Length == 0 && interrupts[0].Kind != LogUnhandledKind.Storm && row.Row is { } own && UnhandledKnowledge.IsOfNoPciFunction(own))
            return new(source, interrupts, WhatOfLine(irq, isOff), UnhandledKnowledge.NobodyCaredOutsidePci, string.Join("; ", who), [], UnhandledKnowledge.NextOutsidePci);
        var next = new List<string>();
        var isLinux = interrupts[0].Kind != LogUnhandledKind.Storm;
        if (row.Row is null && isLinux) next.Add("cat /proc/interrupts (who shares it)");
        if (sharing.Length == 0 && isLinux) next.Add($"lspci -vv | grep -B12 'routed to IRQ {irq}$' (which functions)");
        if (handlers.Any(handler => handler.StartsWith("vfio_intx_handler", StringComparison.Ordinal)))
            next.Add("see whose guest has a function of this line and uses its pin: its driver there should use MSI, or the function go to a slot with a line of its own");
        next.Add(interrupts[0].Kind == LogUnhandledKind.Storm ? UnhandledKnowledge.NextOfStorm : UnhandledKnowledge.NextOfLine(irq, isMessage));
        return new(
            source, interrupts,
            interrupts[0].Kind == LogUnhandledKind.Storm ? $"IRQ {irq} comes without a pause, and the kernel slows it down for all who share it"
                : WhatOfLine(irq, isOff),
            interrupts[0].Kind == LogUnhandledKind.Storm ? UnhandledKnowledge.Storm : UnhandledKnowledge.NobodyCared(isMessage), who.Count == 0 ? "nothing given shows who shares it" : string.Join("; ", who),
            [.. sharing.Select(function => function.Address)], string.Join("; then ", next));
    }

    private static string WhatOfLine(int irq, bool isOff) =>
        $"IRQ {irq}: nobody took it for its own{(isOff ? ", and the kernel switched it off for all who share it" : "")}";

    private static string Describe(ObservedFunction function) =>
        $"{function.Address} {function.Name ?? "(not named)"}, {(function.Driver is { } driver ? $"driver {driver}" : "no driver shown")}";
}

using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Knowledge;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Says who is behind the requester ids of refused requests.</summary>
internal sealed class FaultExplainer(ObservedMachine machine, Evidence evidence)
{
    private const ulong InterruptRange = 0xFEE;

    private readonly ILookup<(int Segment, byte Bus), ObservedFunction> bridgesTo = machine.Topology.Functions
        .Where(bridge => bridge.Buses is not null).ToLookup(bridge => (bridge.Address.Segment, bridge.Buses!.Value.Secondary));

    private readonly ILookup<RequesterId, InterruptSource> sourcesOfTables =
        evidence.Tables.SelectMany(table => SourcesOf(table.Content)).ToLookup(source => source.Requester);

    private readonly ILookup<Bdf, (string Log, LogInterruptSource Source)> sourcesOfLogs =
        evidence.Logs.SelectMany(log => log.InterruptSources.Select(source => (log.Source, Source: source)))
            .ToLookup(each => each.Source.Requester);

    public ImmutableArray<FaultExplanation> All() =>
    [
        .. evidence.Logs.SelectMany(log => log.Faults.Select(fault => (log.Source, Fault: fault)))
            .GroupBy(each => (each.Source, each.Fault.Vendor, each.Fault.Kind, each.Fault.Segment, each.Fault.Requester, each.Fault.Reason,
                each.Fault.ReasonText))
            .Select(group => Explain(group.Key.Source, group.First().Fault, group.Count())),
    ];

    private FaultExplanation Explain(string source, LogFault fault, int times)
    {
        var (who, sender) = WhoIs(fault);
        return new(source, fault, times, who, MeaningOf(fault), sender);
    }

    private (string Who, Bdf? Sender) WhoIs(LogFault fault)
    {
        var address = new Bdf(fault.Segment ?? 0, fault.Requester);
        var behind = machine.VmdControllers.Contains(address) ? ", a VMD controller: it or what is behind it" : "";
        var source = SourceAt(fault, address);
        if (machine.Topology.Find(address) is { } function)
        {
            var isVirtual = machine.VirtualFunctions.IsVirtual(function);
            var owner = isVirtual is { IsKnown: true, Value: true } ? machine.VirtualFunctions.OwnerOf(function) : null;
            var kind = owner is null ? "" : owner.IsKnown ? $", a VF of {owner.Value}" : ", a VF";
            var who = $"{address}{kind}{behind}: {function.Name ?? "not named"}";
            // The IOAPIC of a southbridge has the id of a function beside it: which of them sent is not shown.
            return source is null ? (who, address) : ($"{who}; or {source}", null);
        }

        if (machine.VirtualFunctions.OwnerByNumbers(address) is { } pf)
            return ($"{address}, which is not listed: a VF of {pf} by its SR-IOV numbers", address);
        if (address is { Device: 0, Function: 0 } && BehindBridge(address) is { } relayed) return (relayed, null);
        if (source is not null)
            return (source, null);

        return (machine.Topology.Functions.Count == 0
            ? $"{address}; no listing of functions is given"
            : sourcesOfTables.Count > 0
                ? $"{address}, which is in no listing: a VF that was removed since, or a proxy id of a function"
                : $"{address}, which is in no listing: an IOAPIC or an HPET, whose ids only the DMAR or IVRS table names, or a VF that was removed since", null);
    }

    /// <summary>What a PCIe-to-PCI bridge sends on with the first requester id of the bus behind it.</summary>
    private string? BehindBridge(Bdf address)
    {
        var bridges = bridgesTo[(address.Segment, address.Bus)];
        if (bridges.FirstOrDefault(bridge => bridge.Port == PciePortType.PcieToPciBridge) is { } takesOver)
            return $"something behind the PCIe-to-PCI bridge {takesOver.Address}, which sends all from there as {address.RequesterId}";
        return bridges.FirstOrDefault(bridge => bridge is { Port: null, IsBridge: not false }) is { } mayBe
            ? $"{address}, which is not listed: something behind the bridge {mayBe.Address}, if that is a PCIe-to-PCI bridge (not shown), or a function that is gone"
            : null;
    }

    /// <summary>The IOAPIC or HPET with the requester id of a fault, in words.</summary>
    private string? SourceAt(LogFault fault, Bdf address)
    {
        foreach (var source in sourcesOfTables[fault.Requester])
        {
            if ((fault.Segment ?? source.Segment) == source.Segment)
                return $"{NameOf(source.Kind)} {source.Id}, which the table names with this id";
        }

        foreach (var (log, source) in sourcesOfLogs[address])
            return $"{NameOf(source.Kind)} {source.Id}, which {log} names with this id (line {source.Line})";
        return null;
    }

    private static string NameOf(InterruptSourceKind kind) => kind == InterruptSourceKind.IoApic ? "IOAPIC" : "HPET";

    private static IEnumerable<InterruptSource> SourcesOf(DescriptionTable? table) => table switch
    {
        DmarTable dmar => dmar.InterruptSources,
        IvrsTable ivrs => ivrs.InterruptSources,
        _ => [],
    };

    /// <summary>What a refused request means, whoever sent it.</summary>
    public static string MeaningOf(LogFault fault) => fault switch
    {
        { Vendor: LogVendor.Intel, Kind: LogFaultKind.Interrupt, Reason: { } reason } => FaultKnowledge.Meaning(reason),
        { Vendor: LogVendor.Intel, Kind: LogFaultKind.Interrupt } =>
            "an interrupt was refused; the line has no reason that can be told: 20 to 28 in hexadecimal, or 32 to 40",
        { Vendor: LogVendor.Intel } => "a DMA request, not an interrupt",
        { Vendor: LogVendor.Amd, Kind: LogFaultKind.Interrupt, ReasonText: { } text } when text.StartsWith("INVALID_DEV",
            StringComparison.Ordinal) =>
            "the request to the interrupt range is none that an interrupt can be made of: the function's device table entry does not admit it",
        { Vendor: LogVendor.Amd } when fault.Kind == LogFaultKind.Interrupt || fault.Address >> 20 == InterruptRange =>
            "a write to the interrupt range was taken for DMA or refused: the device table entry has no valid interrupt table for this requester id",
        { Kind: LogFaultKind.Dma } => "a DMA request, not an interrupt",
        { Kind: LogFaultKind.Other } => $"an error that the IOMMU reports{(fault.ReasonText is { } name ? $" ({name})" : "")}; it does not say that an interrupt was refused",
        _ => fault.ReasonText ?? "not explained",
    };
}

using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Knowledge;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Explains the refused requests of logs: who sent them, and what it means.</summary>
internal sealed class FaultExplainer(ObservedMachine machine, Evidence evidence)
{
    private const ulong InterruptRange = 0xFEE;

    private readonly RequesterExplainer requesters = new(machine, evidence);

    public ImmutableArray<FaultExplanation> All() =>
    [
        .. evidence.Logs.SelectMany(log => log.Faults.Select(fault => (log.Source, Fault: fault)))
            .GroupBy(each => (each.Source, each.Fault.Vendor, each.Fault.Kind, each.Fault.Segment, each.Fault.Requester, each.Fault.Reason,
                each.Fault.ReasonText))
            .Select(group => Explain(group.Key.Source, group.First().Fault, group.Count())),
    ];

    private FaultExplanation Explain(string source, LogFault fault, int times)
    {
        var requester = requesters.WhoIs(fault);
        return new(source, fault, times, requester.Words, MeaningOf(source, fault, requester), requester.Sender) { Hint = HintOf(fault, requester) };
    }

    private string MeaningOf(string source, LogFault fault, Requester requester)
    {
        var meaning = MeaningOf(fault);
        if (fault is { Vendor: LogVendor.Intel, Kind: LogFaultKind.Interrupt, Reason: FaultKnowledge.EntryNotPresent } && KernelBefore(source) is { } said)
            meaning = $"{meaning}. {FaultKnowledge.OfKernelBefore} ({source} line {said.Line})";
        if (requester.MayBeInterruptSource && fault is { Vendor: LogVendor.Intel, Kind: LogFaultKind.Interrupt, Reason: FaultKnowledge.CompatibilityFormat or FaultKnowledge.EntryNotPresent }) meaning = $"{meaning}. {FaultKnowledge.OfInterruptSource}";
        if (requester.Sender is not { } address || !IsRefusedMessage(fault) || !requesters.IsGuests(address)) return meaning;
        var function = machine.Topology.Find(address);
        var kernels = function is { Message: { } message, MessageWhere: var where } && RemappingFinder.IsRemappable(message.Address) ? where ?? function.Where : null;
        return $"{meaning}. {FaultKnowledge.OfGuest(kernels, address.ToString())}";
    }

    // Linux says in a kernel that another one has started (kdump, kexec) that it has found the units at work.
    private LogStatement? KernelBefore(string source) => evidence.Logs.Where(log => log.Source == source).SelectMany(log => log.Statements)
        .FirstOrDefault(said => said.Text.Contains("from previous kernel", StringComparison.Ordinal)
            || said.Text.Contains("Translation already enabled", StringComparison.Ordinal) || said.Text.Contains("not in kdump mode", StringComparison.Ordinal));

    // What the guest writes can be refused for its format only; other reasons are about entries, which the host makes.
    public static bool IsRefusedMessage(LogFault fault) => fault is { Vendor: LogVendor.Intel, Kind: LogFaultKind.Interrupt, Reason: FaultKnowledge.CompatibilityFormat };

    private string? HintOf(LogFault fault, Requester requester)
    {
        if (!IsRefusedMessage(fault) || requester.IsVirtual == false) return null;
        var versions = evidence.KernelVersions.Concat(evidence.MentionedKernels.Select(mention => mention.Version)).Distinct().ToArray();
        var isKnown = versions.Length == 1 && KernelVersion.TryParse(versions[0], out var only) && HostCatalogue.For(only).Name == FaultKnowledge.HostThatSkipsVfs
            && !KernelVersion.IsAfterCandidate(versions[0]);
        var mayBe = versions.Length == 0 || versions.Any(text => KernelVersion.TryParse(text, out var version) && HostCatalogue.For(version).Name == FaultKnowledge.HostThatSkipsVfs);
        return mayBe ? FaultKnowledge.VfsSkipped(requester.IsVirtual, isKnown) : null;
    }

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
        { Vendor: LogVendor.Amd, ReasonText: "IO_PAGE_FAULT", Flags: { } flags } when AmdPageFault.OfInterrupt(flags) => AmdPageFault.MeaningOfInterrupt(flags),
        { Vendor: LogVendor.Amd } when fault.Kind == LogFaultKind.Interrupt || fault.Address >> 20 == InterruptRange =>
            "a write to the interrupt range was taken for DMA or refused: the device table entry has no valid interrupt table for this requester id",
        { Kind: LogFaultKind.Dma, ReasonText: "IO_PAGE_FAULT" } => AmdPageFault.MeaningOfDma(fault.Flags),
        { Kind: LogFaultKind.Dma } => AmdPageFault.MeaningOfDma(null),
        { Kind: LogFaultKind.Other, ReasonText: "IOTLB_INV_TIMEOUT" } =>
            "the device did not answer when the IOMMU asked it to drop the addresses that it keeps (ATS): it hangs, lost power or its link, or does not come back from a reset. It does not say that an interrupt was refused",
        { Kind: LogFaultKind.Other } => $"an error that the IOMMU reports{(fault.ReasonText is { } name ? $" ({name})" : "")}; it does not say that an interrupt was refused",
        _ => fault.ReasonText ?? "not explained",
    };
}

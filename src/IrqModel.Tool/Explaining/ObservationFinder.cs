using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Explaining;

/// <summary>Finds what the inputs show of the interrupts of functions, and holds it against the prediction.</summary>
internal sealed partial class ObservationFinder
{
    private readonly ILookup<Bdf, (FaultExplanation Fault, int Reason)> faults;
    private readonly ILookup<Bdf, (string Source, InterruptRow Row)> rows;
    private readonly ILookup<Bdf, IrqDetail> details;
    private readonly ILookup<Bdf, (string Source, LogUnhandledInterrupt Said)> said;
    private readonly ObservedMachine machine;

    public ObservationFinder(ObservedMachine machine, Evidence evidence, ImmutableArray<FaultExplanation> explained)
    {
        this.machine = machine;
        faults = explained.Where(fault => fault.Fault.Kind == LogFaultKind.Interrupt && fault.Sender is not null)
            .ToLookup(fault => fault.Sender!.Value, fault => (fault, fault.Fault.Reason ?? 0));
        rows = evidence.Interrupts.TakeLast(1)
            .SelectMany(table => table.Rows.Where(row => row.Function is not null).Select(row => (table.Source, Row: row)))
            .ToLookup(each => each.Row.Function!.Value);
        said = evidence.Logs.SelectMany(log => log.Unhandled.Where(interrupt => interrupt.IsOfDriver).Select(interrupt => (log.Source, Said: interrupt)))
            .Where(each => UnhandledExplainer.FunctionOf(each.Said, machine) is not null)
            .ToLookup(each => UnhandledExplainer.FunctionOf(each.Said, machine)!.Value);
        details = evidence.IrqDetails.Where(detail => detail.Function is not null && !detail.Chain.IsDefaultOrEmpty).ToLookup(
            detail => detail.Function!.Value);
    }

    public ImmutableArray<Observation> Of(ObservedFunction function, Prediction prediction)
    {
        var found = ImmutableArray.CreateBuilder<Observation>();
        foreach (var (fault, reason) in faults[function.Address]) found.Add(Fault(fault, reason, prediction));
        foreach (var kind in said[function.Address].GroupBy(each => each.Said.Kind)) found.Add(DriverObservation.Of([.. kind], function, prediction, machine));
        if (rows[function.Address].Any()) found.Add(Counts([.. rows[function.Address]], prediction));
        foreach (var (source, row, remaps) in Chips(function)) found.Add(Chip(source, row, remaps, prediction));
        foreach (var detail in details[function.Address].DistinctBy(detail => string.Concat(detail.Chain.Select(link => link.Domain))))
            found.Add(Domain(detail, prediction));
        if (function.IsMsiEnabled == true && prediction.Verdict is { IsKnown: true, Value.Kind: VerdictKind.NoVectors })
            found.Add(new($"{function.Where}: {Report.Words.Capability(function)} is on, so its driver has vectors", Agreement.Contradicts));
        if (function.HoldsMessages)
            found.Add(new($"{function.Where}: MSI-X is on and masked as a whole (Masked+), so it holds its messages back", Agreement.SeenOnly));
        else if (HeldBack.Of(function, machine.Topology) is { } held)
            found.Add(new($"{function.Where}: {held.Words}", Agreement.SeenOnly));
        if (function is { IsMsiEnabled: false, IsBridge: not true, IsVfio: false, Driver: { } driver } && prediction.Verdict is { IsKnown: true, Value.Kind: VerdictKind.NoVectors })
            found.Add(new($"{function.Where}: MSI and MSI-X are off while the driver {driver} has it, so it got no vectors", Agreement.Agrees));
        if (function is { Message: { } message, IsMsiEnabled: not false }) found.Add(Message(function, message, prediction));
        return found.ToImmutable();
    }

    private static Observation Fault(FaultExplanation fault, int reason, Prediction prediction)
    {
        var kind = $"refused{(reason > 0 ? $" with reason 0x{reason:x2}" : "")}";
        var what = $"{fault.Source} line {fault.Fault.Line}: {kind}{(fault.Times > 1 ? $", {fault.Times} times" : "")}";
        var agreement = prediction.Verdict switch
        {
            { IsKnown: false } => Agreement.SeenOnly,
            { Value: { Kind: VerdictKind.Blocked } verdict } when reason == 0 || (int)verdict.Fault == reason
                || verdict.Fault >= FaultReason.AmdInvalidRequest => Agreement.Agrees,
            _ => Agreement.Contradicts,
        };
        return new(what, agreement, ShowsLoss: true) { Kind = kind, ShowsRefusal = true };
    }

    // Linux names the chip of a function's messages "IR-PCI-MSI" where they are remapped, and "PCI-MSI" where not. The unit's own function has
    // messages that are never remapped, and behind VMD the chip is the controller's.
    private IEnumerable<(string Source, InterruptRow Row, bool Remaps)> Chips(ObservedFunction function)
    {
        const int Iommu = 0x0806;
        if (function.Address.Segment >= ObservedMachine.FirstVmdSegment || function.ClassCode >> 8 == Iommu || machine.NotModelled is not null
            || !machine.IsPlatformModelled) return [];
        return rows[function.Address].Where(each => IsMessageOfFunction(each.Row))
            .Select(each => (each.Source, each.Row, each.Row.Chip!.StartsWith("IR-", StringComparison.Ordinal)))
            .DistinctBy(each => each.Item3);
    }

    private static bool IsMessageOfFunction(InterruptRow row) => row.Chip is { } chip
        && (chip.StartsWith("IR-PCI-MSI", StringComparison.Ordinal) || chip.StartsWith("PCI-MSI", StringComparison.Ordinal))
        && !row.Actions.StartsWith("AMD-Vi", StringComparison.Ordinal) && !row.Actions.StartsWith("dmar", StringComparison.Ordinal);

    private static Observation Chip(string source, InterruptRow row, bool remaps, Prediction prediction)
    {
        var kind = row.Chip!.Contains("MSIX", StringComparison.Ordinal) ? "PCI-MSIX" : "PCI-MSI";
        var what = remaps ? $"chip {row.Chip}, which remaps" : $"chip {row.Chip}, which does not remap (with remapping it is IR-{kind})";
        return new($"{source} line {row.Line}: {what}", AgreementOf(remaps, prediction)) { Kind = $"its chip is {(remaps ? "IR-" : "")}{kind}", ShowsCompatibility = !remaps };
    }

    private static Agreement AgreementOf(bool remaps, Prediction prediction) => !prediction.Format.IsKnown ? Agreement.SeenOnly
        : remaps == prediction.Format.Value is not ("compatibility" or "none") ? Agreement.Agrees : Agreement.Contradicts;

    // A count of zero may mean that the device had nothing to say: it contradicts nothing.
    private static Observation Counts((string Source, InterruptRow Row)[] shown, Prediction prediction)
    {
        var total = shown.Aggregate(0UL, (sum, each) => sum + each.Row.Total);
        var what = $"{shown[0].Source} line {shown[0].Row.Line}: {total.ToString(CultureInfo.InvariantCulture)} interrupt{(total == 1 ? "" : "s")} on {shown.Length} vector{(shown.Length == 1 ? "" : "s")}";
        return new(what, prediction.Verdict switch
        {
            { IsKnown: false } => Agreement.SeenOnly,
            { Value.Dies: true } => total == 0 ? Agreement.Agrees : Agreement.Contradicts,
            _ => total == 0 ? Agreement.SeenOnly : Agreement.Agrees,
        }, ShowsArrival: total > 0)
        {
            Silent = total > 0 ? null : SilentIn(shown.Select(each => each.Row.Actions)),
            Idle = total == 0 ? null : IdleIn([.. shown.Select(each => each.Row)]),
        };
    }

    // Beside queues that count, those that do not are what people ask about. What is no queue may have nothing to say.
    private static string? IdleIn(InterruptRow[] rows)
    {
        InterruptRow[] queues = [.. rows.Where(row => Queue().IsMatch(row.Actions))];
        InterruptRow[] idle = [.. queues.Where(row => row.Total == 0)];
        return idle.Length == 0 || idle.Length == queues.Length ? null
            : $"{idle.Length} of {queues.Length} queues: {SilentIn(idle.Select(row => row.Actions))}";
    }

    // "vfio-msix[1](0000:41:00.0)", "eth0-TxRx-1", "nvme0q3", "mlx5_comp2@pci:0000:a1:00.0", "virtio0-input.0", "i40e-eth0-TxRx-3".
    [GeneratedRegex(@"(?:[TR]x|q|queue|comp|input|output|request|-fp|-rx|-tx|_ring)[-_.]?[0-9]+(?:@\S*)?$|^vfio-msix?\[[0-9]+\]", RegexOptions.IgnoreCase)]
    private static partial Regex Queue();

    // Ports have interrupts for what hardly ever happens.
    private static string? SilentIn(IEnumerable<string> actions)
    {
        const int MostNamed = 3;
        string[] named = [.. actions.Where(action => action.Length > 0 && !PortServices().IsMatch(action))];
        return named.Length == 0 ? null : string.Join(", ", named.Take(MostNamed)) + (named.Length > MostNamed ? $" and {named.Length - MostNamed} more" : "");
    }

    [GeneratedRegex(@"\b(?:PCIe PME|aerdrv|pciehp|PCIe DPC|pcie-dpc|bwctrl|PCIe bwctrl|dmar|AMD-Vi)")]
    private static partial Regex PortServices();

    private static Observation Domain(IrqDetail detail, Prediction prediction)
    {
        var chain = string.Join(" > ", detail.Chain.Select(link => link.Domain));
        return new($"{detail.Source}{(detail.Line is { } line ? $" line {line}" : "")}: domain {chain}", AgreementOf(Remaps(chain), prediction))
        {
            ShowsCompatibility = !Remaps(chain),
        };
    }

    private static bool Remaps(string chain) => chain.Contains("INTEL-IR", StringComparison.Ordinal)
        || chain.Contains("AMD-IR", StringComparison.Ordinal);

    private Observation Message(ObservedFunction function, (ulong Address, ushort Data) message, Prediction prediction)
    {
        var what = $"{function.MessageWhere ?? function.Where}: MSI address {message.Address:x} data {message.Data:x4}";
        if (message.Address >> 20 != 0xFEE)
        {
            // Only x86 has its interrupts there.
            return machine.Platform is { IsKnown: true, Value: Platform.Intel or Platform.Amd } && machine.NotModelled is null
                ? new(what + ", outside the interrupt range", Agreement.Contradicts, ShowsLoss: true) : new(what, Agreement.SeenOnly);
        }

        if (function.Address.Segment >= ObservedMachine.FirstVmdSegment && message.Data == 0
            && !RemappingFinder.IsRemappable(message.Address))
            return new(what + $": vector {message.Address >> 12 & 0xFF} of the VMD controller", prediction.Verdict.IsKnown
                ? Agreement.Agrees : Agreement.SeenOnly);
        if (machine.Platform is { IsKnown: true, Value: Platform.Amd }) return new(what, Agreement.SeenOnly);
        var remappable = RemappingFinder.IsRemappable(message.Address);
        var handle = ((message.Address >> 5) & 0x7FFF) | ((message.Address >> 2 & 1) << 15);
        what += remappable ? $": remappable, entry {handle + ((message.Address & 8) != 0 ? message.Data : 0UL)}" : ": compatibility format";
        return new(what, prediction.Format switch
        {
            { IsKnown: false } => Agreement.SeenOnly,
            var format => remappable == (format.Value == "remappable") ? Agreement.Agrees : Agreement.Contradicts,
        })
        { ShowsCompatibility = !remappable };
    }
}

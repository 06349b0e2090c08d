using System.Text.RegularExpressions;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>
/// A virtual machine: which hypervisor it is on, and what tells it. Its interrupts are remapped by the hypervisor, unseen by the guest.
/// </summary>
/// <param name="Hypervisor">The hypervisor, by its usual name.</param>
/// <param name="Because">What tells it.</param>
public sealed partial record VirtualMachine(string Hypervisor, string Because)
{
    private const string Kvm = "QEMU/KVM";
    private const int Amazon = 0x1D0F;

    /// <summary>Whether the hypervisor gives it an IOMMU of its own, so that the guest's kernel remaps interrupts too.</summary>
    public bool HasIommu { get; init; }

    /// <summary>Whose the host is, where it is a provider's; null where nothing shows it.</summary>
    public string? Provider { get; init; }

    /// <summary>Why the user cannot look at the host with the commands that are asked of others; null where that may be.</summary>
    public string? WhyNoHost => Provider is { } provider ? $"the host is of {provider}, and only its support can look there"
        : Hypervisor == "Hyper-V" ? "the host runs Windows; where it is one of Azure, only the support can look there" : null;

    /// <summary>The virtual machine that inputs are of; null where nothing shows one.</summary>
    /// <param name="evidence">The inputs.</param>
    /// <param name="topology">The functions.</param>
    public static VirtualMachine? Find(Evidence evidence, ObservedTopology topology)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(topology);
        var provider = evidence.Logs.Select(log => log.Machine).Append(evidence.Machine).Append(evidence.Hypervisor).Concat(topology.Functions.Select(function =>
            function.Ids >> 16 == Amazon || function.Name?.Contains("Amazon.com", StringComparison.Ordinal) == true ? "Amazon EC2" : null)).OfType<string>()
            .Select(name => Providers().Match(name)).FirstOrDefault(match => match.Success)?.Value;
        return FindAny(evidence, topology) is { } found ? found with { Provider = provider } : null;
    }

    private static VirtualMachine? FindAny(Evidence evidence, ObservedTopology topology)
    {
        foreach (var log in evidence.Logs)
        {
            if (log.Hypervisor is { } detected && HypervisorNames.NameOf(detected) is { } name)
                return new(name, $"{log.Source} says that its kernel found {detected}");
            if (log.Machine is { } machine && HypervisorNames.OfMachine(machine) is { } maker)
                return new(maker, $"{log.Source} says that the machine is \"{machine}\"");
        }

        if (evidence.KernelVersions.FirstOrDefault(version => version.Contains("microsoft-standard", StringComparison.Ordinal)) is { } wsl)
            return new("Hyper-V", $"its kernel is {wsl}, that of WSL");
        // Beside the log of a guest, what a service says of a hypervisor is the guest's.
        var hasGuest = evidence.OtherLogs.Any(other => other.Kind == OtherLogKind.Guest);
        if (!hasGuest && evidence.Hypervisor is { } shown && HypervisorNames.NameOf(shown) is { } hypervisor)
            return new(hypervisor, $"the hypervisor is shown as {shown}");
        foreach (var table in evidence.Interrupts)
        {
            foreach (var row in table.Rows)
            {
                if (row.Chip == "Hyper-V") return new(row.Chip, $"{table.Source} line {row.Line} has a chip of Hyper-V");
                if (Named(Driver().Match(row.Actions)) is { } drives)
                    return new(drives, $"{table.Source} line {row.Line} has an interrupt of a device of {drives}: {row.Actions}");
            }
        }

        if (evidence.Machine is { } named && HypervisorNames.OfMachine(named) is { } builder)
            return new(builder, $"the machine is \"{named}\"");
        var byDevice = (VirtualMachine?)null;
        foreach (var function in topology.Functions)
        {
            if (HypervisorOf(function) is not { } emulates) continue;
            var found = new VirtualMachine(emulates, $"{function.Address} is a device of {emulates}: {function.Name ?? "by its ids"}");
            // Hyper-V has virtio devices beside its own.
            if (emulates != Kvm) return found;
            byDevice ??= found;
        }

        return byDevice ?? OfOldChipset(topology);
    }

    // The chipset of 1996 that QEMU, Xen and VirtualBox imitate. No machine with it had functions with messages.
    private static VirtualMachine? OfOldChipset(ObservedTopology topology)
    {
        const uint HostBridge440Fx = 0x80861237;
        return topology.Functions.FirstOrDefault(function => function.Ids == HostBridge440Fx || function.Name?.Contains("82441FX PMC [Natoma]", StringComparison.Ordinal) == true) is { } bridge
            ? new("QEMU/KVM, Xen or VirtualBox", $"{bridge.Address} is the chipset 440FX of 1996, which these imitate") : null;
    }

    private static string? HypervisorOf(ObservedFunction function) => HypervisorNames.OfDevice(function.Ids, function.Name);

    private static string? Named(Match match) => !match.Success ? null
        : match.Groups["kvm"].Success ? Kvm
        : match.Groups["vmware"].Success ? "VMware"
        : "VirtualBox";

    [GeneratedRegex("Amazon EC2|Google Compute Engine|Alibaba Cloud|DigitalOcean|Hetzner")]
    private static partial Regex Providers();

    // Drivers of devices that only hypervisors make, as /proc/interrupts has them.
    [GeneratedRegex(@"(?<kvm>\bvirtio[0-9]+(?:-|$))|(?<vmware>\b(?:vmwgfx|vmci|vmw_pvscsi|vmxnet3)\b)|(?<box>\bvboxguest\b)")]
    private static partial Regex Driver();
}

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
    private const string Xen = "Xen";
    private const string Kvm = "QEMU/KVM";

    /// <summary>Whether the hypervisor gives it an IOMMU of its own, so that the guest's kernel remaps interrupts too.</summary>
    public bool HasIommu { get; init; }

    // Ids of functions that only hypervisors make: virtio, QEMU's own, Bochs' screen, VMware, Hyper-V's screen and graphics processor,
    // VirtualBox, Xen's platform device, Parallels.
    private static readonly Dictionary<int, string> Vendors = new()
    {
        [0x1AF4] = Kvm,
        [0x1B36] = Kvm,
        [0x15AD] = "VMware",
        [0x80EE] = "VirtualBox",
        [0x5853] = Xen,
        [0x1AB8] = "Parallels",
    };

    private static readonly Dictionary<uint, string> Functions = new()
    {
        [0x12341111] = Kvm,
        [0x14145353] = "Hyper-V",
        [0x1414008E] = "Hyper-V",
    };

    /// <summary>The virtual machine that inputs are of; null where nothing shows one.</summary>
    /// <param name="evidence">The inputs.</param>
    /// <param name="topology">The functions.</param>
    public static VirtualMachine? Find(Evidence evidence, ObservedTopology topology)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(topology);
        foreach (var log in evidence.Logs)
        {
            if (log.Hypervisor is { } detected && NameOf(detected) is { } name)
                return new(name, $"{log.Source} says that its kernel found {detected}");
            if (log.Machine is { } machine && HypervisorOfMachine(machine) is { } maker)
                return new(maker, $"{log.Source} says that the machine is \"{machine}\"");
        }

        if (evidence.KernelVersions.FirstOrDefault(version => version.Contains("microsoft-standard", StringComparison.Ordinal)) is { } wsl)
            return new("Hyper-V", $"its kernel is {wsl}, that of WSL");
        if (evidence.Hypervisor is { } shown && NameOf(shown) is { } hypervisor)
            return new(hypervisor, $"the hypervisor is shown as {shown}");
        foreach (var table in evidence.Interrupts)
        {
            foreach (var row in table.Rows)
            {
                if (Named(Driver().Match(row.Actions)) is { } drives)
                    return new(drives, $"{table.Source} line {row.Line} has an interrupt of a device of {drives}: {row.Actions}");
            }
        }

        if (evidence.Machine is { } named && HypervisorOfMachine(named) is { } builder)
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

        return byDevice;
    }

    // "Xen" alone may be dom0, which has the machine's own functions.
    private static string? NameOf(string shown) => shown.ToUpperInvariant() switch
    {
        var name when name.StartsWith("XEN", StringComparison.Ordinal) => name.Contains("HVM", StringComparison.Ordinal)
            || name.Contains("PVH", StringComparison.Ordinal) ? Xen : null,
        var name when name.StartsWith("KVM", StringComparison.Ordinal) || name.StartsWith("QEMU", StringComparison.Ordinal) => Kvm,
        var name when name.StartsWith("VMWARE", StringComparison.Ordinal) => "VMware",
        var name when name.Contains("HYPER-V", StringComparison.Ordinal) || name.StartsWith("MICROSOFT", StringComparison.Ordinal)
            || name is "WSL" => "Hyper-V",
        var name when name is "ORACLE" || name.StartsWith("INNOTEK", StringComparison.Ordinal)
            || name.StartsWith("VIRTUALBOX", StringComparison.Ordinal) => "VirtualBox",
        _ => shown,
    };

    private static string? HypervisorOfMachine(string machine) => Named(Machine().Match(machine));

    private static string? HypervisorOf(ObservedFunction function)
    {
        if (function.Ids is { } ids && (Functions.GetValueOrDefault(ids) ?? Vendors.GetValueOrDefault((int)(ids >> 16))) is { } byId)
            return byId;
        return function.Name is { } name ? Named(Device().Match(name)) : null;
    }

    private static string? Named(Match match) => !match.Success ? null
        : match.Groups["kvm"].Success ? Kvm
        : match.Groups["vmware"].Success ? "VMware"
        : match.Groups["hyperv"].Success ? "Hyper-V"
        : match.Groups["box"].Success ? "VirtualBox"
        : Xen;

    // An instance of Amazon that is called metal is a whole machine.
    [GeneratedRegex(
        @"(?<kvm>\bQEMU\b|\bKVM\b|\bBochs\b|OpenStack|Google Compute Engine|^Amazon EC2 (?!\S*metal)|Alibaba Cloud ECS)|(?<vmware>VMware)"
        + @"|(?<hyperv>Microsoft Corporation Virtual Machine)|(?<box>VirtualBox)|Xen HVM domU")]
    private static partial Regex Machine();

    [GeneratedRegex(
        @"(?<kvm>\bVirtio\b|\bQEMU\b)|(?<vmware>\bVMware\b)"
        + @"|(?<hyperv>\bHyper-V\b|\bMicrosoft Corporation (?:Device 008e|Basic Render Driver)\b)|(?<box>\bVirtualBox\b)|\bXen(?:Source)?\b.*\bPlatform Device\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Device();

    // Drivers of devices that only hypervisors make, as /proc/interrupts has them.
    [GeneratedRegex(@"(?<kvm>\bvirtio[0-9]+(?:-|$))|(?<vmware>\b(?:vmwgfx|vmci|vmw_pvscsi|vmxnet3)\b)|(?<box>\bvboxguest\b)")]
    private static partial Regex Driver();
}

using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The names by which inputs tell which hypervisor a virtual machine is on.</summary>
public static partial class HypervisorNames
{
    private const string Xen = "Xen";
    private const string Kvm = "QEMU/KVM";

    // Ids of functions that only hypervisors make: virtio, QEMU's own, Bochs' screen, VMware, Hyper-V's screen and graphics processor and Azure's
    // disks and NICs, VirtualBox, Xen's platform device, Parallels.
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
        [0x141400A9] = "Hyper-V",
        [0x141400BA] = "Hyper-V",
        [0x1414B111] = "Hyper-V",
    };

    /// <summary>The usual name of a hypervisor that a kernel, systemd or <c>lscpu</c> shows; null for that of a Xen dom0.</summary>
    /// <param name="shown">The name as it is shown, e.g. "KVM", "Microsoft Hyper-V", "Xen HVM".</param>
    public static string? NameOf(string shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        // "Xen" alone may be dom0, which has the machine's own functions.
        return shown.ToUpperInvariant() switch
        {
            var name when name.StartsWith("XEN", StringComparison.Ordinal) => name.Contains("HVM", StringComparison.Ordinal)
                || name.Contains("PVH", StringComparison.Ordinal) || name.Contains("DOMU", StringComparison.Ordinal) ? Xen : null,
            var name when name.StartsWith("KVM", StringComparison.Ordinal) || name.StartsWith("QEMU", StringComparison.Ordinal)
                || name.StartsWith("AMAZON", StringComparison.Ordinal) || name.StartsWith("GOOGLE", StringComparison.Ordinal) => Kvm,
            var name when name.StartsWith("VMWARE", StringComparison.Ordinal) => "VMware",
            var name when name.Contains("HYPER-V", StringComparison.Ordinal) || name.StartsWith("MICROSOFT", StringComparison.Ordinal)
                || name is "WSL" => "Hyper-V",
            var name when name is "ORACLE" || name.StartsWith("INNOTEK", StringComparison.Ordinal)
                || name.StartsWith("VIRTUALBOX", StringComparison.Ordinal) => "VirtualBox",
            _ => shown,
        };
    }

    /// <summary>The hypervisor that makes a machine of some maker and product; null for a real machine.</summary>
    /// <param name="machine">The name, e.g. "QEMU Standard PC (Q35 + ICH9, 2009)".</param>
    public static string? OfMachine(string machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return Named(Machine().Match(machine));
    }

    /// <summary>The hypervisor that makes a PCI function; null for one that hardware has.</summary>
    /// <param name="ids">Vendor id in 31:16, device id in 15:0, or null.</param>
    /// <param name="name">The function in words, or null.</param>
    public static string? OfDevice(uint? ids, string? name) =>
        ids is { } known && (Functions.GetValueOrDefault(known) ?? Vendors.GetValueOrDefault((int)(known >> 16))) is { } byId ? byId
            : name is null ? null : Named(Device().Match(name));

    private static string? Named(Match match) => !match.Success ? null
        : match.Groups["kvm"].Success ? Kvm
        : match.Groups["vmware"].Success ? "VMware"
        : match.Groups["hyperv"].Success ? "Hyper-V"
        : match.Groups["box"].Success ? "VirtualBox"
        : Xen;

    /// <summary>The name in a line; null where it has none. A container is no machine, and a kernel on bare hardware names none.</summary>
    internal static string? In(string text) => Line().Match(text) is not { Success: true } match ? null
        : match.Groups["hyperv"].Success ? "Microsoft Hyper-V" : match.Groups["name"].Value.Trim();

    [GeneratedRegex(
        @"^(?<hyperv>hv_vmbus: |hv_netvsc |hv_pci [0-9a-f]{8}-)|^(?:Hypervisor detected: (?<name>\S.*)"
        + @"|Booting paravirtualized kernel on (?!bare hardware)(?<name>\S.*)|Hypervisor vendor:\s+(?<name>\S.*)"
        + @"|(?:systemd\[1\]: )?Detected virtualization (?!(?:lxc|docker|podman|openvz|systemd-nspawn|rkt|proot|none)\b)(?<name>[\w-]+)\.)$")]
    private static partial Regex Line();

    // An instance of Amazon that is called metal is a whole machine.
    [GeneratedRegex(
        @"(?<kvm>\bQEMU\b|\bKVM\b|\bBochs\b|OpenStack|Google Compute Engine|^Amazon EC2 (?!\S*metal)|Alibaba Cloud ECS)|(?<vmware>VMware)"
        + @"|(?<hyperv>Microsoft Corporation Virtual Machine)|(?<box>VirtualBox)|Xen HVM domU")]
    private static partial Regex Machine();

    [GeneratedRegex(
        @"(?<kvm>\bVirtio\b|\bQEMU\b)|(?<vmware>\bVMware\b)"
        + @"|(?<hyperv>\bHyper-V\b|\bMicrosoft Corporation (?:Device (?:008e|00a9|00ba|b111)|Basic Render Driver)\b)|(?<box>\bVirtualBox\b)"
        + @"|\bXen(?:Source)?\b.*\bPlatform Device\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Device();
}

using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// What <c>systemd-detect-virt</c>, <c>virt-what</c> and <c>hostnamectl</c> say that a system runs in: a virtual machine, a container, or neither.
/// </summary>
internal static partial class VirtualizationText
{
    private static readonly HashSet<string> Containers = new(StringComparer.Ordinal)
    {
        "lxc", "lxc-libvirt", "systemd-nspawn", "docker", "podman", "rkt", "openvz", "proot", "pouch", "container-other",
    };

    // Their own words, and those by which a hypervisor is told here. Xen's dom0 is none of its guests, and systemd says "none" there.
    private static readonly Dictionary<string, string> Hypervisors = new(StringComparer.Ordinal)
    {
        ["kvm"] = "kvm",
        ["qemu"] = "qemu",
        ["vmware"] = "vmware",
        ["microsoft"] = "microsoft",
        ["hyperv"] = "microsoft",
        ["oracle"] = "oracle",
        ["virtualbox"] = "oracle",
        ["xen"] = "Xen domU",
        ["xen-hvm"] = "Xen HVM",
        ["xen-domU"] = "Xen domU",
        ["amazon"] = "Amazon EC2",
        ["aws"] = "Amazon EC2",
        ["google"] = "Google Compute Engine",
        ["parallels"] = "Parallels",
        ["bhyve"] = "bhyve",
        ["bochs"] = "Bochs",
        ["powervm"] = "PowerVM",
        ["zvm"] = "z/VM",
        ["acrn"] = "ACRN",
        ["wsl"] = "wsl",
    };

    /// <summary>Whether a command asks for it.</summary>
    public static bool IsAsked(string command) =>
        command.Contains("systemd-detect-virt", StringComparison.Ordinal) || command.Contains("virt-what", StringComparison.Ordinal);

    /// <summary>The word in a line of <c>hostnamectl</c>; null where there is none. That of <c>lscpu</c> is about what a processor can.</summary>
    public static string? In(string text) => Setting().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The hypervisor that a word is for; null for a container and for what is unknown.</summary>
    public static string? HypervisorOf(string word) => Hypervisors.GetValueOrDefault(word);

    /// <summary>Whether a word is for a kind of container.</summary>
    public static bool IsContainer(string word) => Containers.Contains(word);

    [GeneratedRegex("^(?:Virtualization|systemd-detect-virt|virt-what): +([a-z][a-zA-Z-]+)$")]
    private static partial Regex Setting();
}

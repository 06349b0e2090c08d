using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The lines in which a kernel, systemd or <c>lscpu</c> say which hypervisor a virtual machine is on.</summary>
internal static partial class HypervisorName
{
    /// <summary>The name in a line; null where it has none. A container is no machine, and a kernel on bare hardware names none.</summary>
    public static string? In(string text) => Line().Match(text) is { Success: true } match ? match.Groups["name"].Value.Trim() : null;

    [GeneratedRegex(
        @"^(?:Hypervisor detected: (?<name>\S.*)|Booting paravirtualized kernel on (?!bare hardware)(?<name>\S.*)|Hypervisor vendor:\s+(?<name>\S.*)"
        + @"|(?:systemd\[1\]: )?Detected virtualization (?!(?:lxc|docker|podman|openvz|systemd-nspawn|rkt|proot|none)\b)(?<name>[\w-]+)\.)$")]
    private static partial Regex Line();
}

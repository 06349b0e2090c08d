using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The file that a boot loader took the kernel from, as its command line names it.</summary>
internal static partial class BootImage
{
    /// <summary>
    /// The version in the name of the kernel's file, as distributions write it: <c>BOOT_IMAGE=/boot/vmlinuz-6.5.13-1-pve</c>. Null where
    /// the name has none, e.g. <c>vmlinuz-linux</c>.
    /// </summary>
    public static string? VersionIn(string? commandLine) =>
        commandLine is not null && Name().Match(commandLine) is { Success: true } name ? name.Groups[1].Value : null;

    [GeneratedRegex(@"^BOOT_IMAGE=\S*\bvmlinu[xz]-([0-9]+\.[0-9]+\.[0-9]+[\w.+~-]*)(?=\s|$)")]
    private static partial Regex Name();
}

using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The forms in which texts show the command line of a kernel: the one that was booted, and those that are configured.</summary>
internal static partial class CommandLineText
{
    /// <summary>The command line with which the kernel was started; null where a line is none.</summary>
    public static string? Booted(string text)
    {
        if (text.Contains("ommand line", StringComparison.Ordinal) || text.Contains("mdline", StringComparison.Ordinal)
            || text.Contains("mdLine", StringComparison.Ordinal) || text.Contains("arameters: ", StringComparison.Ordinal))
        {
            if (Named().Match(text) is { Success: true } named)
                return named.Groups["options"].Value.Trim();
        }
        return text.Contains('=', StringComparison.Ordinal) && Whole().IsMatch(text) && !OfProxmox().IsMatch(text) ? text : null;
    }

    /// <summary>What the configuration of a boot loader sets; null where a line is none.</summary>
    public static (string Setting, string Options)? Configured(string text)
    {
        if (text.StartsWith("GRUB_CMDLINE_LINUX", StringComparison.Ordinal) && Grub().Match(text) is { Success: true } grub)
            return (grub.Groups["setting"].Value, grub.Groups["options"].Value.Trim());
        if (!text.Contains('=', StringComparison.Ordinal))
            return null;
        if (OfProxmox().IsMatch(text))
            return ("/etc/kernel/cmdline", text);
        if (Entry().Match(text) is not { Success: true } entry)
            return null;
        string setting = entry.Groups["loader"].Value switch
        {
            "append" => "the append line of syslinux",
            "options" => "the options of systemd-boot",
            _ => "the entry of the boot loader",
        };
        return (setting, entry.Groups["options"].Value.Trim());
    }

    /// <summary>Whether a line consists of words and settings only, as a command line does.</summary>
    public static bool IsOptions(string text) => Options().IsMatch(text);

    [GeneratedRegex("""^(?<setting>GRUB_CMDLINE_LINUX(?:_DEFAULT|_RECOVERY)?)=(?:"(?<options>[^"]*)"?|'(?<options>[^']*)'?|(?<options>\S*))\s*$""")]
    private static partial Regex Grub();

    // An entry of systemd-boot, of syslinux, of grub.cfg. "options vfio-pci ids=..." sets those of a module.
    [GeneratedRegex(
        @"^(?<loader>options|append|linux(?:16|efi)?|kernel)\s+(?:\S*(?:vmlinuz|bzImage|/linux)\S*\s+)?(?<options>(?:\S+\s+)*?(?:root=|initrd=|boot="
        + @"|(?:intel|amd)_iommu=|iommu=|intremap=|isolcpus=)\S.*)$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^root=ZFS=\S+(?:\s+[\w.-]+(?:=\S*)?)*\s*$")]
    private static partial Regex OfProxmox();

    // /proc/cmdline.
    [GeneratedRegex(
        @"^(?=.*(?:\bBOOT_IMAGE=|\broot=))(?:[A-Za-z][\w.-]*=\S*|quiet|splash|r[ow]|no\w+|debug|single)(?:\s+|$)(?:[""'\w-][^\s=]*(?:=\S*)?(?:\s+|$))*$")]
    private static partial Regex Whole();

    // Reports of bugs, inxi, dracut, and what people write before it.
    [GeneratedRegex(
        @"(?:^(?:Proc(?:Kernel)?Cmd[Ll]ine|[Cc]mdline|(?:Kernel )?[Cc]ommand line|/proc/cmdline|parameters|Using kernel command line parameters)"
        + @"|\bparameters):\s+"
        + @"(?<options>(?:BOOT_IMAGE=|initrd=|root=|(?=[^:]*\broot=))\S.*)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:[""'\w-][^\s=]*(?:=\S*)?(?:\s+|$))+$")]
    private static partial Regex Options();
}

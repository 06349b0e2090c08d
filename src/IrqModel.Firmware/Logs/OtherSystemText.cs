using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The lines that only an operating system other than Linux prints. They tell whose output an input is; the output itself is not read.
/// </summary>
internal static partial class OtherSystemText
{
    /// <summary>The system that prints a line; null where Linux could too.</summary>
    public static string? In(string line) =>
        line.Contains('\\', StringComparison.Ordinal) || line.Contains("Microsoft", StringComparison.Ordinal) ? Windows().IsMatch(line)
            || line.Contains(@"PCI\VEN_", StringComparison.OrdinalIgnoreCase) ? "Windows" : null
        : Esxi().IsMatch(line) ? "VMware ESXi"
        : MacOs().IsMatch(line) ? "macOS"
        : Unix().Match(line) is { Success: true } unix ? unix.Groups[1].Value
        : null;

    // Prompts of cmd and PowerShell; pnputil, systeminfo. Rows of Get-PnpDevice and wmic have a function's id somewhere.
    [GeneratedRegex(
        @"^(?:(?:PS )?[A-Z]:\\[^>]{0,200}> ?|Microsoft Windows \[Version |Microsoft PnP Utility|OS Name:\s+Microsoft Windows)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Windows();

    // "VMware ESXi 8.0.2 build-1", esxcli system version get, uname -a, a line of vmkernel.log, the prompt of its shell.
    [GeneratedRegex(
        @"^(?:VMware ESXi [0-9]|Product: VMware ESXi|VMkernel \S+ [0-9]|(?:In\([0-9]+\) )?vmkernel: cpu[0-9]+:[0-9]+\)|cpu[0-9]{1,4}:[0-9]{3,9}\)"
        + @"|\[\w+@[\w.-]+:[~/][^\]\s]{0,200}\](?: |$))")]
    private static partial Regex Esxi();

    // sw_vers, uname -a, ioreg, system_profiler.
    [GeneratedRegex(
        @"^(?:ProductName:\s+(?:macOS|Mac OS X)|Darwin (?:Kernel Version )?\S* ?[0-9]+\.[0-9]+|(?:\| *)*\+-o \S+ +<class |Model Identifier: Mac"
        + @"|System Version: macOS|Slot: Thunderbolt@|Driver Installed: (?:Yes|No)$)")]
    private static partial Regex MacOs();

    [GeneratedRegex(@"^(OpenBSD|NetBSD|DragonFly|SunOS|illumos)(?: \S+)? [0-9]+\.[0-9]+")]
    private static partial Regex Unix();
}

using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>
/// What command lines say of interrupts and IOMMUs: the one that was booted, and those that are only configured, which say nothing of the
/// kernel that runs.
/// </summary>
internal static class CommandLines
{
    private const string Show = "cat /proc/cmdline";

    private static readonly string[] Names =
    [
        "intel_iommu", "amd_iommu", "iommu", "intremap", "nointremap", "noapic", "nox2apic", "x2apic_phys", "pci", "irqpoll", "irqfixup",
        "pcie_acs_override", "vfio-pci.ids", "vfio_pci.ids",
    ];

    /// <summary>The options of the kernel that runs.</summary>
    public static string[] Booted(Evidence evidence) => evidence.CommandLine?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The configured line that has an option, where nothing shows what was booted.</summary>
    public static (string Option, ConfiguredCommandLine Where)? OnlyConfigured(Evidence evidence, Func<string, bool> isWanted)
    {
        if (evidence.CommandLine is not null) return null;
        foreach (var configured in evidence.ConfiguredCommandLines)
        {
            if (Split(configured).FirstOrDefault(isWanted) is { } option) return (option, configured);
        }

        return null;
    }

    /// <summary>What there is to say of configured options.</summary>
    public static IEnumerable<string> Notes(Evidence evidence)
    {
        var booted = Booted(evidence);
        foreach (var configured in evidence.ConfiguredCommandLines)
        {
            string[] options = [.. Split(configured).Where(IsOfInterest).Where(option => !booted.Contains(option)).Distinct()];
            if (options.Length == 0) continue;
            var what = $"{string.Join(" ", options)} {(options.Length == 1 ? "is" : "are")} configured ({Place(configured)}, {configured.Setting})";
            yield return evidence.CommandLine is null
                ? $"{what}; nothing shows whether the kernel was booted with {(options.Length == 1 ? "it" : "them")}: {Show} tells"
                : $"{what}, and the kernel was booted without: that is in force once the boot loader has taken it over "
                    + "(update-grub, grub-mkconfig or proxmox-boot-tool refresh) and the machine was rebooted";
        }
    }

    /// <summary>Where a configured line stands.</summary>
    public static string Place(ConfiguredCommandLine configured) => $"{configured.Source} line {configured.Line}";

    private static string[] Split(ConfiguredCommandLine configured) => configured.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsOfInterest(string option) => Names.Contains(option.Split('=')[0]);
}

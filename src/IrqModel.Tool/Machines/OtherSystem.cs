using System.Text.RegularExpressions;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>Which operating system other than Linux the inputs are of, and what to run on such a machine.</summary>
public static partial class OtherSystem
{
    private const string Esxi = "VMware ESXi";

    /// <summary>The system; null where it is Linux, as far as the inputs show.</summary>
    /// <param name="evidence">The inputs.</param>
    /// <param name="topology">The functions.</param>
    public static string? Of(Evidence evidence, ObservedTopology topology)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(topology);
        if (topology.Functions.Any(function => function.Name is { } name && NameOfEsxi().IsMatch(name))) return Esxi;
        if (evidence.OtherSystem is not { } system) return null;
        if (IsFreeBsd(system)) return IsOfGuest(evidence) ? null : system;

        // A machine may run the one today and Linux tomorrow: what Linux shows of it counts.
        return evidence.Logs.All(log => log.System is not null) && evidence.KernelVersion is null && evidence.Interrupts.IsEmpty && topology.Functions.Count == 0
            ? system : null;
    }

    /// <summary>
    /// Whether what FreeBSD prints stands beside the log of a Linux, and no listing is FreeBSD's: a guest of the machine, as OPNsense and
    /// TrueNAS are, or another one.
    /// </summary>
    public static bool IsOfGuest(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.OtherSystem is { } system && IsFreeBsd(system) && !evidence.Listings.Any(listing => listing.Form == ListingForm.Pciconf)
            && evidence.Logs.Any(log => log.KernelVersion is not null || log.InterruptRemapping != LogState.NotShown || !log.Faults.IsEmpty);
    }

    /// <summary>Whether a system is FreeBSD, whose listings are read.</summary>
    public static bool IsFreeBsd(string system) => system.StartsWith("FreeBSD", StringComparison.Ordinal);

    /// <summary>What to run in the place of the system's own commands.</summary>
    public static string CommandOn(string system) => IsFreeBsd(system) ? "sudo pciconf -lvbc > pciconf.txt"
        : "start a Linux on the same machine, from a USB stick and without installing it, and there: sudo lspci -vvv > lspci.txt; "
            + "sudo cat /sys/firmware/acpi/tables/DMAR > DMAR (Intel) or .../IVRS > IVRS (AMD); then: irqmodel explain lspci.txt DMAR";

    // ESXi's lspci ends with its own name of the function.
    [GeneratedRegex(@"\[vm(?:nic|hba|rdma|gfx)[0-9]+\]$")]
    private static partial Regex NameOfEsxi();
}

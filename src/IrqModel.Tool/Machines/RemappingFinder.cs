using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Machines;

/// <summary>
/// Whether interrupt remapping is on: what logs, messages and interrupt names show, or else what the table lets Linux do.
/// </summary>
internal static class RemappingFinder
{
    private const int RemappableBit = 0x10;
    private const ulong CanRemapBit = 8;
    private const string Show = "dmesg | grep -e DMAR -e AMD-Vi";

    public static Answer<bool> Find(Evidence evidence, ObservedTopology topology, DmarTable? dmar, IvrsTable? ivrs, MadtTable? madt)
    {
        var on = WhyOn(evidence, topology).FirstOrDefault();
        var off = WhyOff(evidence, dmar, ivrs, madt).FirstOrDefault();
        if (on is not null && off is not null) return Answer.Unknown<bool>($"evidence conflicts: {on}, but {off}", Show);
        if (on is not null) return Answer.Known(true, on);
        if (off is not null) return Answer.Known(false, off);
        if (CommandLines.OnlyConfigured(evidence, TurnsOff) is { } configured)
        {
            return Answer.Unknown<bool>(
                $"{configured.Option} is configured ({CommandLines.Place(configured.Where)}), and nothing shows whether the kernel was booted with it", "cat /proc/cmdline");
        }

        return dmar is null && ivrs is null
            ? Answer.Unknown<bool>("nothing shown says whether interrupts are remapped", Show)
            : Answer.Known(true, "the table offers it").ProvidedThat(Predictor.RemappingIsOn);
    }

    private static IEnumerable<string> WhyOn(Evidence evidence, ObservedTopology topology)
    {
        foreach (var log in evidence.Logs.Where(log => log.InterruptRemapping == LogState.Enabled))
            yield return $"{log.Source} says that interrupt remapping was enabled{Line(log)}";
        foreach (var log in evidence.Logs
            .Where(log => log.Faults.Any(fault => fault is { Kind: LogFaultKind.Interrupt, Vendor: LogVendor.Intel })))
            yield return $"{log.Source} has interrupts that a remapping unit refused";
        foreach (var table in evidence.Interrupts)
        {
            if (table.Rows.FirstOrDefault(row => row.Chip?.StartsWith("IR-", StringComparison.Ordinal) == true) is { } row)
                yield return $"{table.Source} line {row.Line} has a chip {row.Chip}";
        }

        foreach (var detail in evidence.IrqDetails)
        {
            if (detail.Chain.FirstOrDefault(link => link.Domain.StartsWith("INTEL-IR", StringComparison.Ordinal)
                || link.Domain.StartsWith("AMD-IR", StringComparison.Ordinal)) is { } link)
                yield return $"{detail.Source} shows the domain {link.Domain}";
        }

        if (evidence.IrqDomains.FirstOrDefault(name => name.StartsWith("INTEL-IR", StringComparison.Ordinal)
            || name.StartsWith("AMD-IR", StringComparison.Ordinal)) is { } domain)
            yield return $"debugfs has the domain {domain}";
        if (evidence.IommuUnits.FirstOrDefault(unit => unit.RemapsInterrupts == true) is { } remaps)
            yield return $"debugfs says that {remaps.Name} remaps interrupts";
        if (!evidence.RemappingEntries.IsEmpty) yield return "debugfs shows remapping entries";
        foreach (var function in topology.Functions)
        {
            if (function.Message is { } message && IsRemappable(message.Address))
                yield return $"the message of {function.Address} (address {message.Address:x}) is in remappable format";
        }
    }

    private static IEnumerable<string> WhyOff(Evidence evidence, DmarTable? dmar, IvrsTable? ivrs, MadtTable? madt)
    {
        if (CommandLines.Booted(evidence).FirstOrDefault(TurnsOff) is { } option)
            yield return $"the kernel's command line has {option}";
        foreach (var log in evidence.Logs.Where(log => log.InterruptRemapping == LogState.Disabled))
            yield return $"{log.Source} says that interrupt remapping is off{WhyOff(log)}";
        foreach (var log in evidence.Logs)
        {
            if (BugOfUnits(log) is { } bug) yield return $"Linux leaves VT-d off because of firmware: \"{bug.Text}\" ({log.Source} line {bug.Line})";
        }

        if (ivrs is not null && CommandLines.Booted(evidence).Contains("amd_iommu=off"))
            yield return "the kernel's command line has amd_iommu=off";
        if (evidence.IommuUnits.FirstOrDefault(unit => unit.RemapsInterrupts == false) is { } passes)
            yield return $"debugfs says that {passes.Name} remaps no interrupts";
        if (evidence.IommuUnits.FirstOrDefault(unit => unit.ExtendedCapabilities is { } able && (able & CanRemapBit) == 0
            && unit.Name.StartsWith("dmar", StringComparison.Ordinal)) is { } unable)
            yield return $"{unable.Name} cannot remap interrupts (extended capability register 0x{unable.ExtendedCapabilities:x}, bit 3), and Linux then leaves it off for all";
        foreach (var table in evidence.Interrupts)
        {
            if (table.Rows.FirstOrDefault(row => row.Chip == "IO-APIC") is { } row)
                yield return $"{table.Source} line {row.Line} has the chip IO-APIC, which is IR-IO-APIC with remapping";
        }

        if (dmar is null) yield break;
        if (!dmar.Flags.HasFlag(DmarFlags.InterruptRemapping))
            yield return "firmware does not offer interrupt remapping: the DMAR table's flag INTR_REMAP is 0";
        if (dmar.Drhds.FirstOrDefault(unit => unit.RegisterBase is 0 or ulong.MaxValue) is { } broken)
            yield return $"Linux turns VT-d off over the DMAR table: the unit at offset 0x{broken.Offset:X} has register base 0x{broken.RegisterBase:x}";
        if (!dmar.Drhds.Any()) yield return "the DMAR table has no unit";
        var named = dmar.Drhds.SelectMany(unit => unit.Scopes).Where(scope => scope.Type == DmarScopeType.IoApic)
            .Select(scope => scope.EnumerationId).ToHashSet();
        if (madt?.IoApics.FirstOrDefault(ioApic => !named.Contains(ioApic.Id)) is { } uncovered)
            yield return $"no unit names IOAPIC {uncovered.Id} of the MADT, so Linux leaves interrupt remapping off";
    }

    /// <summary>What firmware says wrong of a unit's registers, over which Linux leaves all of VT-d off; null where the log says no such thing.</summary>
    public static LogFirmwareBug? BugOfUnits(KernelLog log) => log.FirmwareBugs.FirstOrDefault(bug => bug.Kind == LogFirmwareBugKind.RegisterBase);

    private static string Line(KernelLog log) => log.RemappingStatement is { } said ? $" (line {said.Line})" : "";

    // The line that says so is often only the last one; the one that gives the reason comes before.
    private static string WhyOff(KernelLog log)
    {
        var bug = log.FirmwareBugs.LastOrDefault(bug => bug.Kind is LogFirmwareBugKind.NoSouthbridgeIoApic or LogFirmwareBugKind.RegisterBase or LogFirmwareBugKind.Erratum)
            ?? log.FirmwareBugs.FirstOrDefault(bug => bug.Kind == LogFirmwareBugKind.IoApicWithoutUnit);
        return bug is not null ? $", because of firmware: \"{bug.Text}\" (line {bug.Line})"
            : log.RemappingStatement is { } said ? $": \"{said.Text}\" (line {said.Line})" : "";
    }

    // Linux setup_irqremap() reads a list; with noapic, enable_IR_x2apic() leaves remapping off.
    private static bool TurnsOff(string word) => word is "nointremap" or "noapic"
        || (word.StartsWith("intremap=", StringComparison.Ordinal) && word["intremap=".Length..].Split(',').Contains("off"));

    /// <summary>Whether a message address is in remappable format (VT-d specification 5.1.5.2).</summary>
    public static bool IsRemappable(ulong address) => address >> 20 == 0xFEE && (address & RemappableBit) != 0;
}

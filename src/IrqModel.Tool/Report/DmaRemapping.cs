using IrqModel.Firmware;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Report;

/// <summary>
/// Whether DMA remapping is on, as far as all inputs show it, and what to do where they do not show it. No advice contradicts what any
/// input shows: whoever has refused a request is on, and firmware whose units are seen has them on.
/// </summary>
internal static class DmaRemapping
{
    private const string Show = "sudo dmesg | grep -e DMAR -e AMD-Vi";

    /// <summary>In words, for a log.</summary>
    public static string Of(Explanation explanation, KernelLog log)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var evidence = explanation.Evidence;
        if (WhyOn(explanation) is { } on) return on;
        if (WhyOff(explanation, log) is { } off) return off;
        var said = $"{log.Source} does not show it on";
        if (RefusedIds.StatusIn(log) is { } status && log.Faults.IsEmpty)
            return $"{said}. A unit has reported faults (line {status.Line}), so it remaps DMA, interrupts or both: {Show} tells";
        if (log.Statements.FirstOrDefault(line => line.Text.Contains("force enabled due to platform opt in", StringComparison.Ordinal)) is { } opted)
            return $"on, unless something failed that is not shown: the kernel switches it on by itself, as firmware asks for against Thunderbolt devices ({log.Source} line {opted.Line})";
        if (CommandLines.OnlyConfigured(evidence, IsIommuOn) is { } configured)
        {
            return $"{said}. {configured.Option} is configured ({CommandLines.Place(configured.Where)}); "
                + "nothing shows whether the kernel was booted with it: cat /proc/cmdline tells";
        }

        if (log.Units.FirstOrDefault(unit => unit.Vendor == LogVendor.Amd) is { } found)
            return $"on, unless the command line says otherwise (iommu=off, amd_iommu=off): the kernel has found an IOMMU ({log.Source} line {found.Line})";
        var hasUnit = WhyFirmwareHasIt(explanation) is not null;
        if (log.Vendor == LogVendor.Amd)
        {
            return hasUnit ? $"{said}; the firmware has an IOMMU switched on. {Show} tells"
                : $"{said}. If the log is whole, it is off: {SwitchOn(explanation, "the IOMMU")}";
        }

        if (CommandLines.Booted(evidence).Any(IsIommuOn))
        {
            return hasUnit ? $"{said}, though the kernel was told to (intel_iommu=on). {Show} tells"
                : $"{said}, nor any unit. If the log is whole, the kernel was told to (intel_iommu=on) and found none: "
                    + $"{SwitchOn(explanation, "VT-d")}{(explanation.Machine.Virtual is null ? ", if the processor has it" : "")}";
        }

        return $"{said}. If the log has all that the kernel says of DMAR, it is off: boot with intel_iommu=on";
    }

    // A guest's firmware has no such switch: its IOMMU is one that the hypervisor imitates.
    private static string SwitchOn(Explanation explanation, string what) => explanation.Machine.Virtual is null ? $"switch {what} on in the firmware setup"
        : "this is a guest, and the hypervisor would have to imitate an IOMMU for it (QEMU: -device intel-iommu,intremap=on)";

    private static bool IsIommuOn(string option) => option.StartsWith("intel_iommu=on", StringComparison.Ordinal);

    private static string? WhyOn(Explanation explanation)
    {
        var evidence = explanation.Evidence;
        if (evidence.Logs.FirstOrDefault(log => log.DmaRemapping == LogState.Enabled) is { } says) return $"on; {says.Source} says so";
        foreach (var log in evidence.Logs)
        {
            // An AMD machine refuses interrupts by what remaps DMA: a write to the interrupt range that it does not take for one is a page
            // fault.
            if (log.Faults.FirstOrDefault(fault => fault.Kind == LogFaultKind.Dma
                || fault is { Vendor: LogVendor.Amd, Kind: LogFaultKind.Interrupt }) is { } refused)
                return $"on, for it has refused a request ({log.Source} line {refused.Line})";
        }

        foreach (var log in evidence.Logs)
        {
            // vfio_pci_core_enable(): a function is enabled when a guest opens it, which takes an IOMMU group.
            if (log.Functions.FirstOrDefault(line => line.Driver == "vfio-pci" && line.Text.StartsWith("enabling device", StringComparison.Ordinal)) is { } opened)
                return $"on, for VFIO has opened {opened.Address} for a guest ({log.Source} line {opened.Line})";
        }

        if (!evidence.IommuGroups.IsEmpty || explanation.Functions.Any(function => function.Function.IommuGroup is not null))
            return "on, for there are IOMMU groups";
        // Linux brings up an AMD IOMMU for both or for none.
        return explanation.Machine is { Platform: { IsKnown: true, Value: Platform.Amd }, Remapping: { IsCertain: true, Value: true } remapping }
            ? $"on, as interrupt remapping is, which an AMD IOMMU does not have alone ({remapping.Because})" : null;
    }

    private static string? WhyOff(Explanation explanation, KernelLog log)
    {
        if (log.DmaRemapping == LogState.Disabled) return $"off; {log.Source} says so";
        if (RemappingFinder.BugOfUnits(log) is { } bug) return $"off: Linux leaves VT-d off because of firmware ({log.Source} line {bug.Line}). A newer firmware mends that";
        return CommandLines.Booted(explanation.Evidence).FirstOrDefault(option => option is "intel_iommu=off" or "amd_iommu=off" or "iommu=off") is { } option
            ? $"off, for the kernel was booted with {option}" : null;
    }

    /// <summary>What shows that firmware has an IOMMU and has it switched on; null where nothing does.</summary>
    private static string? WhyFirmwareHasIt(Explanation explanation)
    {
        var evidence = explanation.Evidence;
        if (explanation.Machine.Remapping is { IsKnown: true, IsCertain: true, Value: true } on) return on.Because;
        if (evidence.Logs.SelectMany(log => log.Units.Select(unit => (log.Source, unit.Line)).Concat(log.Faults.Select(fault => (log.Source, fault.Line))))
            .FirstOrDefault() is ({ } source, var line)) return $"{source} line {line}";
        if (evidence.TableNames.FirstOrDefault(name => name is "DMAR" or "IVRS") is { } table) return table;
        if (explanation.Machine.HasUnits) return "its table";
        if (evidence.IommuUnits.FirstOrDefault() is { } unit) return unit.Name;
        return evidence.Interrupts.SelectMany(table => table.Rows).FirstOrDefault(row => row.Chip is { } chip
            && (chip.StartsWith("IR-", StringComparison.Ordinal) || PlatformText.OfChip(chip) is Platform.Intel or Platform.Amd))?.Chip;
    }
}

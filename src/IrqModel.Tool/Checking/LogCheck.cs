using IrqModel.Firmware;

namespace IrqModel.Tool.Checking;

/// <summary>Bugs of firmware that kernels name in their logs, also where the table itself is not given.</summary>
/// <param name="log">The log.</param>
/// <param name="isEarlier">Whether it is that of a boot before the last one.</param>
/// <remarks>
/// Linux <c>ir_parse_ioapic_hpet_scope()</c>, <c>warn_invalid_dmar()</c>, and for AMD <c>check_ioapic_information()</c>: there an IOAPIC of the
/// southbridge that comes later in the MADT than one without an entry keeps remapping on.
/// </remarks>
internal sealed class LogCheck(KernelLog log, bool isEarlier = false)
{
    /// <summary>What Linux makes of an IOAPIC that the IVRS table leaves out.</summary>
    public const string ConsequenceOnAmd = "Linux says \"IOAPIC[N] not in IVRS table\" and leaves interrupt remapping off, unless the southbridge's IOAPIC "
        + "(00:14.0) comes later in the MADT. A newer firmware mends it; until then ivrs_ioapic[N]=BB:DD.F on the command line names it.";

    /// <summary>What the log says.</summary>
    /// <param name="isWanted">Which bugs are wanted; all where it is not given.</param>
    public IEnumerable<CheckFinding> Findings(Func<LogFirmwareBug, bool>? isWanted = null) => log.FirmwareBugs.Where(bug => isWanted?.Invoke(bug) != false).Select(Of);

    private string Said(LogFirmwareBug bug) => isEarlier ? $"the kernel said at an earlier boot, and not at the last: \"{bug.Text}\"" : $"the kernel says \"{bug.Text}\"";

    private CheckFinding Of(LogFirmwareBug bug)
    {
        var place = new CheckPlace(log.Source, Line: bug.Line);
        return bug.Kind switch
        {
            LogFirmwareBugKind.IoApicWithoutUnit => new(CheckRules.IoApicWithoutUnit, $"{Said(bug)}: no unit names IOAPIC {bug.IoApic}", place)
            {
                Consequence = Standing(bug.Vendor == LogVendor.Amd ? ConsequenceOnAmd
                    : "Linux leaves interrupt remapping off for the whole machine. A newer firmware mends it."),
            },
            LogFirmwareBugKind.NoSouthbridgeIoApic => new(CheckRules.NoSouthbridgeIoApic, Said(bug), place)
            {
                Consequence = Standing("Linux leaves interrupt remapping off for the whole machine. A newer firmware mends it; until then ivrs_ioapic[N]=00:14.0, "
                    + "with the id of the southbridge's IOAPIC."),
            },
            LogFirmwareBugKind.RegisterBase => new(CheckRules.RegisterBase, Said(bug), place)
            {
                Consequence = Standing("Linux leaves VT-d off, and with it interrupt remapping. A newer firmware mends it."),
            },
            LogFirmwareBugKind.Erratum => new(CheckRules.FirmwareBug, Said(bug), place)
            {
                Severity = CheckSeverity.Error,
                Consequence = Standing("The chipset (Intel 5500, 5520 or X58 of an early revision) has an erratum about interrupt remapping, so Linux leaves that off for the whole machine. "
                    + "A firmware that does so itself ends the message, and nothing but another machine brings remapping."),
            },
            _ => new(CheckRules.FirmwareBug, Said(bug), place),
        };
    }

    private string Here => isEarlier ? "At that boot" : "Here";

    // What came of it on this machine, where the log shows it.
    private string Standing(string consequence) => log.InterruptRemapping switch
    {
        LogState.Disabled when log.RemappingStatement is { } said => $"{consequence} {Here} remapping is off (line {said.Line}).",
        LogState.Enabled when log.RemappingStatement is { } said => $"{consequence} {Here} remapping was enabled all the same (line {said.Line}).",
        _ => consequence,
    };
}

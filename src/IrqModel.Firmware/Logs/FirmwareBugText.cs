using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The lines in which Linux says what firmware gets wrong about IOMMUs, in the words of its old and new versions. With overrides on the
/// command line (<c>ivrs_ioapic</c>) Linux leaves out that it is firmware's bug.
/// </summary>
/// <remarks>
/// Linux <c>ir_parse_ioapic_hpet_scope()</c>, <c>warn_invalid_dmar()</c>, <c>intel_prepare_irq_remapping()</c>, and for AMD <c>check_ioapic_information()</c>.
/// </remarks>
internal static partial class FirmwareBugText
{
    /// <summary>Reads a line; null if it says nothing of the kind.</summary>
    /// <param name="text">The message.</param>
    /// <param name="line">Its line.</param>
    public static LogFirmwareBug? Read(string text, int line)
    {
        if (!MayBe(text))
            return null;
        if (Known().Match(text) is { Success: true } known)
        {
            return known.Groups["intel"].Success
                ? new(LogFirmwareBugKind.IoApicWithoutUnit, LogVendor.Intel, line, text) { IoApic = Numbers.Int(known.Groups["intel"]) }
                : known.Groups["amd"].Success
                ? new(LogFirmwareBugKind.IoApicWithoutUnit, LogVendor.Amd, line, text) { IoApic = Numbers.Int(known.Groups["amd"]) }
                : known.Groups["southbridge"].Success
                ? new(LogFirmwareBugKind.NoSouthbridgeIoApic, LogVendor.Amd, line, text)
                : known.Groups["erratum"].Success
                ? new(LogFirmwareBugKind.Erratum, LogVendor.Intel, line, text)
                : new(LogFirmwareBugKind.RegisterBase, LogVendor.Intel, line, text);
        }
        return Other().Match(text) is { Success: true } other
            ? new(LogFirmwareBugKind.Other, other.Groups["amd"].Success ? LogVendor.Amd : LogVendor.Intel, line, text)
            : null;
    }

    // A look that costs little.
    private static bool MayBe(string text) => text.Contains("irmware ", StringComparison.Ordinal)
        || text.Contains("IOAPIC", StringComparison.Ordinal) || text.Contains("system BIOS has", StringComparison.Ordinal)
        || text.Contains("BIOS is broken", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\bioapic (?<intel>[0-9]{1,3}) has no mapping iommu\b|\bIOAPIC\[(?<amd>[0-9]{1,3})\] not in IVRS table\b"
        + @"|(?<erratum>\bThis system BIOS has enabled interrupt remapping\b)|(?<southbridge>\bNo southbridge IOAPIC found\b)"
        + @"|\bBIOS is broken; DMAR reported at address [0-9a-f]+(?:!| returns all ones)")]
    private static partial Regex Known();

    [GeneratedRegex(
        @"^(?:\[Firmware (?:Bug|Warn)\]: ?(?:DMAR|(?<amd>AMD-Vi))|(?:DMAR(?:-IR)?|(?<amd>AMD-Vi)): ?\[Firmware (?:Bug|Warn)\])")]
    private static partial Regex Other();
}

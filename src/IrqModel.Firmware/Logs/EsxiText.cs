using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The lines in which VMware ESXi reports what an IOMMU refused. Nothing else of its log is read.</summary>
internal static partial class EsxiText
{
    /// <summary>The system's name.</summary>
    public const string System = "VMware ESXi";

    private const int FirstInterruptReason = 0x20;

    /// <summary>Whether a line can be one: a look at it that costs little.</summary>
    public static bool MayBe(string text) => text.Contains("IOMMU", StringComparison.Ordinal) && text.Contains("ault", StringComparison.Ordinal);

    /// <summary>
    /// Reads a line of vmkernel.log, "cpu12:2097485)WARNING: IOMMUIntel: 2436: DMAR Fault IOMMU Unit #1: R/W=W, Device 0000:81:00.0 Faulting
    /// addr = 0x7b2f5000 Fault Reason = 0x05 -&gt; ...", of a purple screen, "IOMMU Fault detected for 0000:da:00.0 (vmgfx0) IOaddr: 0x...", or of a
    /// guest's log, "PCI passthru device 0000:00:02.0 caused an IOMMU fault type 5 at address 0x31bdc000". Null for others.
    /// </summary>
    public static LogFault? Read(string text, int line)
    {
        if (!MayBe(text) || !Fault().IsMatch(text) || Device().Match(text) is not { Success: true } device
            || !Bdf.TryParse(device.Value, null, out Bdf address))
            return null;
        int? reason = Reason().Match(text) is { Success: true } said
            ? said.Groups["hex"].Success ? Numbers.Hex(said.Groups["hex"]) : Numbers.Int(said.Groups["type"]) : null;
        LogVendor vendor = text.Contains("IOMMUIntel", StringComparison.Ordinal) || text.Contains("DMAR", StringComparison.Ordinal) ? LogVendor.Intel
            : text.Contains("IOMMUAMD", StringComparison.OrdinalIgnoreCase) ? LogVendor.Amd : LogVendor.NotShown;
        return new LogFault(vendor, reason >= FirstInterruptReason ? LogFaultKind.Interrupt : LogFaultKind.Dma, address.RequesterId, line, text)
        {
            Segment = device.Value.Length > "bb:dd.f".Length ? address.Segment : null,
            Reason = reason,
            ReasonText = ReasonWords().Match(text) is { Success: true } words ? words.Groups[1].Value.Trim() : null,
            Address = Numbers.Hex64(Target().Match(text).Groups[1]),
        };
    }

    [GeneratedRegex(
        @"^(?:(?:[\w.-]+ )?(?:\w{2}\([0-9]+\) )?(?:vmk\w+: )?cpu[0-9]{1,4}:[0-9]{3,9}\)\W*(?:[A-Z]+: )*@?(?:BlueScreen: )?\W*"
        + @"(?:IOMMU\w*: [0-9]+: .*\b[Ff]ault|IOMMU Fault detected for )"
        + @"|@BlueScreen: IOMMU Fault detected for |.{0,200}\bPCI passthru device [0-9a-f:.]+ caused an IOMMU fault)")]
    private static partial Regex Fault();

    [GeneratedRegex(@"(?<![\w:.])(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7](?![\w:.]*[0-9a-f])")]
    private static partial Regex Device();

    [GeneratedRegex(@"\b[Rr]eason *[:=]? *0x(?<hex>[0-9a-f]{1,4})|\bfault type (?<type>[0-9]{1,3})")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b[Rr]eason *[:=]? *0x[0-9a-f]{1,4} *(?:->|\()? *([A-Za-z][^.)]*)")]
    private static partial Regex ReasonWords();

    [GeneratedRegex(@"(?:\b[Aa]ddr(?:ess)?|IOaddr) *[:=]? *0x([0-9a-f]{1,16})")]
    private static partial Regex Target();
}

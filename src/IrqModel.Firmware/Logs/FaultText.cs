using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The lines in which a kernel reports what an IOMMU refused, in the words of its old and new versions.</summary>
internal static partial class FaultText
{
    /// <summary>
    /// VT-d: "[INTR-REMAP] Request device [3b:10.0] fault index 0x1 [fault reason 0x25] Blocked ...". Before 4.7 it was
    /// "Request device [[3b:10.0]", with the reason on a line of its own; in 5.14 "[0x3b:0x10.0]"; the reason is decimal where it has no
    /// "0x".
    /// Xen: "[VT-D]INTR-REMAP: Request device [0000:3b:10.0] fault index 1", then "[VT-D]INTR-REMAP: reason 25 - Blocked ..." in
    /// hexadecimal. Who types a line off a screen leaves brackets out.
    /// </summary>
    public static LogFault? Intel(string text, int line)
    {
        Match match = IntelFault().Match(text);
        if (!match.Success || !Bdf.TryParse($"{match.Groups["bus"].Value}:{match.Groups["device"].Value}", null, out Bdf address))
            return null;
        bool isInterrupt = match.Groups["kind"].ValueSpan.StartsWith("INTR");
        bool isIndex = match.Groups["what"].ValueSpan.SequenceEqual("index");
        var fault = new LogFault(
            LogVendor.Intel, isInterrupt ? LogFaultKind.Interrupt : LogFaultKind.Dma, address.RequesterId, line, text)
        {
            Index = isIndex ? Numbers.Hex(match.Groups["number"]) : null,
            Address = isIndex ? null : Numbers.Hex64(match.Groups["number"]),
            Segment = Numbers.Hex(match.Groups["segment"]),
        };
        Match reason = FaultReason().Match(text);
        if (!reason.Success)
            return fault;
        string words = reason.Groups["words"].Value.Trim();
        return fault with
        {
            Reason = ReasonOf(reason, isInterrupt),
            ReasonText = words.Length > 0 ? words : null,
        };
    }

    /// <summary>
    /// Whether a line is a fault in the form of a log: the message is all of it, perhaps after a count of <c>uniq -c</c>. Words before it
    /// are somebody's who speaks of a fault.
    /// </summary>
    public static bool IsLine(string text) => Line().IsMatch(text);

    /// <summary>Whether a line can have a fault in it at all: a look at it that costs little.</summary>
    public static bool MayBe(string text) => text.Contains("Request", StringComparison.Ordinal)
        || text.Contains("AMD-Vi", StringComparison.Ordinal);

    // Reasons of interrupts are 20h to 28h, so 20 to 28 without "0x" cannot be decimal, nor can 32 to 40 be hexadecimal. What is neither
    // is not known.
    private static int? ReasonOf(Match match, bool isInterrupt)
    {
        const int First = 0x20;
        const int Last = 0x2F;
        if ((Numbers.Hex(match.Groups["hex"]) ?? Numbers.Hex(match.Groups["xen"])) is { } hex)
            return hex;
        int? value = Numbers.Int(match.Groups["decimal"]);
        if (!isInterrupt || value is >= First and <= Last)
            return value;
        return Numbers.Hex(match.Groups["decimal"]) is >= First and <= Last and { } read ? read : null;
    }

    /// <summary>Whether a fault has begun and its end is missing: the kernel or a mail program put it on further lines.</summary>
    public static bool IsOpen(string text) => OpenIntel().IsMatch(text)
        ? !FaultReason().IsMatch(text)
        : OpenAmd().IsMatch(text) && !text.TrimEnd().EndsWith(']');

    /// <summary>Whether a line can be the rest of a fault.</summary>
    /// <param name="text">The line.</param>
    /// <param name="hasStamp">Whether it has a stamp of its own: then only the kernel's own second line is a rest.</param>
    public static bool Continues(string text, bool hasStamp) => hasStamp ? SecondLine().IsMatch(text) : Rest().IsMatch(text);

    /// <summary>
    /// AMD: "AMD-Vi: Event logged [IO_PAGE_FAULT device=0000:3b:10.0 domain=0x0 address=0xfee00000 flags=0x0]". Before 6.0 without a
    /// segment; where the function is known the line starts with its driver and address and has no "device=".
    /// </summary>
    public static LogFault? Amd(string text, int line)
    {
        Match match = AmdEvent().Match(text);
        if (!match.Success)
            return Xen(text, line);
        Match place = AmdDevice().Match(text, match.Index);
        if (!place.Success)
            place = LeadingFunction().Match(text);
        if (!place.Success || !Bdf.TryParse(place.Groups["address"].Value, null, out Bdf address))
            return null;
        ulong? target = Numbers.Hex64(AmdAddress().Match(text, match.Index).Groups[1]);
        string name = match.Groups["name"].Value;
        int? flags = Numbers.Hex(AmdFlags().Match(text, match.Index).Groups[1]);
        return new LogFault(LogVendor.Amd, KindOf(name, target, flags), address.RequesterId, line, text)
        {
            Segment = place.Groups["address"].Length > "bb:dd.f".Length ? address.Segment : null,
            ReasonText = name,
            Address = target,
            Flags = flags,
            Unit = AmdUnit().Match(text) is { Success: true } unit ? unit.Groups[1].Value : null,
        };
    }

    /// <summary>
    /// AMD under Xen: "AMD-Vi: IO_PAGE_FAULT: 0000:3b:10.0 d0 addr 00000000fee00000 flags 0x20 RW"; flags of 0 have no "0x".
    /// </summary>
    private static LogFault? Xen(string text, int line)
    {
        Match match = XenAmdEvent().Match(text);
        if (!match.Success || !Bdf.TryParse(match.Groups["address"].Value, null, out Bdf address))
            return null;
        ulong? target = Numbers.Hex64(match.Groups["target"]);
        string name = match.Groups["name"].Value;
        int? flags = Numbers.Hex(match.Groups["flags"]);
        return new LogFault(LogVendor.Amd, KindOf(name, target, flags), address.RequesterId, line, text)
        {
            Segment = address.Segment,
            ReasonText = name,
            Address = target,
            Flags = flags,
        };
    }

    // Of a page fault the flag I says that it was an interrupt (AMD IOMMU specification, IO_PAGE_FAULT).
    private static LogFaultKind KindOf(string name, ulong? target, int? flags) =>
        (target is { } at && IsInterruptRange(at)) || (name == "IO_PAGE_FAULT" && (flags & 0x8) is > 0) ? LogFaultKind.Interrupt
        : name is "IO_PAGE_FAULT" or "INVALID_DEVICE_REQUEST" or "INVALID_DEV_REQUEST" ? LogFaultKind.Dma
        : LogFaultKind.Other;

    /// <summary>
    /// Whether a write there is an interrupt: FEExxxxxh for a device's MSI, FD00000000h to FDF8FFFFFFh of HyperTransport (AMD IOMMU
    /// specification, table 3), which Linux prints with its upper bits set.
    /// </summary>
    private static bool IsInterruptRange(ulong address)
    {
        const ulong HyperTransportBits = (1ul << 40) - 1;
        bool isMsi = address is >= 0xFEE00000 and <= 0xFEEFFFFF;
        bool isSignExtended = address >> 40 is 0 or 0xFFFFFF;
        return isMsi || (isSignExtended && (address & HyperTransportBits) is >= 0xFD_0000_0000 and <= 0xFD_F8FF_FFFF);
    }

    [GeneratedRegex(
        @"(?<kind>INTR-REMAP|DMA Read|DMA Write)[^\[]{0,40}?\]?:? ?Request device \[* ?(?:(?<segment>[0-9a-f]{4}):)?(?:0x)?(?<bus>[0-9a-f]{"
        + @"2}):(?:0x)?(?<device>[0-9a-f]{2}\.[0-7])\]?(?: PASID (?:0x)?[0-9a-f]+)?,?(?: fault (?<what>index"
        + @"|addr) (?:0x)?(?<number>[0-9a-f]+))?",
        RegexOptions.IgnoreCase)]
    private static partial Regex IntelFault();

    [GeneratedRegex(
        @"(?:\[? ?fault reason (?:0x(?<hex>[0-9a-f]{1,4})|(?<xen>[0-9a-f]{1,4})h|(?<decimal>[0-9]{1,4}))(?:\]|(?= )|$)"
        + @"|: reason (?<xen>[0-9a-f]{2}) -)(?<words>.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex FaultReason();

    [GeneratedRegex(@"(?:INTR-REMAP|DMA Read|DMA Write)[^\[]{0,40}\]?:? ?Request\b", RegexOptions.IgnoreCase)]
    private static partial Regex OpenIntel();

    [GeneratedRegex(
        @"^(?:[0-9]{1,9} +)?(?:(?:DMAR|dmar|Intel-IOMMU|INTR-REMAP|iommu(?: ivhd[0-9]+)?|[\w.-]{1,40} [0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]):? ?"
        + @"|\[VT-D\](?:iommu\.c:[0-9]+: ?)?)*"
        + @"(?:\[?(?:INTR-REMAP|DMA Read|DMA Write)\b[^\[]{0,40}?\]?:? ?Request\b|Request device \[|AMD-Vi: (?:Event logged|[A-Z_]{3,40}:))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    [GeneratedRegex(
        @"^AMD-Vi: (?<name>[A-Z_]{3,40}): (?<address>[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) d(?:[0-9]+|\[\w+\]) addr (?<target>[0-9a-f]{1,16})"
        + @" flags (?:0x)?(?<flags>[0-9a-f]{1,4})")]
    private static partial Regex XenAmdEvent();

    [GeneratedRegex(@"AMD-Vi: Event logged\b")]
    private static partial Regex OpenAmd();

    [GeneratedRegex(
        @"^(?:(?:\[VT-D\])?(?:iommu\.c:[0-9]+: )?(?:DMAR|INTR-REMAP|dmar)?:? ?(?:\[ ?fault reason|reason [0-9a-f]{2} -)"
        + @"|\[?[A-Z_]{3,40} (?:device|domain|address)=)",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecondLine();

    [GeneratedRegex(
        @"^(?:(?:DMAR|INTR-REMAP|dmar)?:? ?\[ ?fault reason|device \[|\[[0-9a-fx:.]{7,12}\]|fault (?:index|addr|reason)"
        + @"|index (?:0x)?[0-9a-f]|addr |(?:0x)?[0-9a-f]{1,16} \[ ?fault|reason (?:0x)?[0-9a-f]+\]"
        + @"|\[?[A-Z_]{3,40} (?:device|domain|address)=|(?:device|domain|pasid|address|flags)=)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Rest();

    [GeneratedRegex(@"Event logged \[\s?(?<name>[A-Z_]{3,40})\b")]
    private static partial Regex AmdEvent();

    [GeneratedRegex(@"device=(?<address>(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])")]
    private static partial Regex AmdDevice();

    [GeneratedRegex(@"^[\w.-]+ (?<address>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): ")]
    private static partial Regex LeadingFunction();

    [GeneratedRegex(@"address=0x0*([0-9a-f]{1,16})(?![0-9a-f])")]
    private static partial Regex AmdAddress();

    [GeneratedRegex(@"flags=0x([0-9a-f]{1,8})")]
    private static partial Regex AmdFlags();

    [GeneratedRegex(@"\b(ivhd[0-9]+)\b")]
    private static partial Regex AmdUnit();
}

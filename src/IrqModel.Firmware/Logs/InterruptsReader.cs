using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// <c>/proc/interrupts</c>: a heading of CPUs, then a row for each interrupt. <c>vmstat -i</c> of FreeBSD has a row for each interrupt with its
/// handlers, count and rate.
/// </summary>
internal sealed partial class InterruptsReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private const int MsiIndexBits = 11;
    private const int SegmentShift = 27;

    private ImmutableArray<string> _cpus = [];
    private ImmutableArray<InterruptRow>.Builder _rows = ImmutableArray.CreateBuilder<InterruptRow>();
    private readonly HashSet<string> _names = [];
    private int _firstLine;
    private int _lastLine;
    private bool _isVmstat;

    public override bool TryRead(TextLine line)
    {
        if (line.IsKernelLog)
            return false;
        string body = line.Body;
        if (body.StartsWith("CPU", StringComparison.Ordinal) && Heading().IsMatch(body))
        {
            Finish();
            _cpus = [.. body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
            (_firstLine, _lastLine) = (line.Number, line.Number);
            return true;
        }
        if (body.StartsWith("interrupt ", StringComparison.Ordinal) && VmstatHeading().IsMatch(body))
        {
            Finish();
            (_firstLine, _lastLine, _isVmstat) = (line.Number, line.Number, true);
            return true;
        }
        if ((_isVmstat ? ReadVmstat(body, line.Number) : ReadRow(body, line.Number)) is not { } row)
            return false;
        if (!_names.Add(row.Name))
        {
            ImmutableArray<string> cpus = _cpus;
            Finish();
            _cpus = cpus;
            _names.Add(row.Name);
        }
        if (_rows.Count == 0 && _firstLine == 0)
            _firstLine = line.Number;
        _lastLine = line.Number;
        _rows.Add(row);
        return true;
    }

    public override void End() => Finish();

    private void Finish()
    {
        if (_rows.Count > 0)
        {
            evidence.Add(new InterruptTable(source, _firstLine, _rows.ToImmutable()) { Cpus = _cpus });
            evidence.Add(new EvidencePart(source, EvidenceKind.Interrupts, $"{(_isVmstat ? "vmstat -i" : "/proc/interrupts")}, {Numbers.Count(_rows.Count, "row")}")
            {
                FirstLine = _firstLine,
                LastLine = _lastLine,
            });
        }
        _rows = ImmutableArray.CreateBuilder<InterruptRow>();
        _names.Clear();
        (_cpus, _firstLine, _isVmstat) = ([], 0, false);
    }

    // "irq18: ehci0 uhci5+     81293811      10022": a "+" says that more share it than there is room for.
    private static InterruptRow? ReadVmstat(string body, int line) =>
        body.StartsWith("irq", StringComparison.Ordinal) && VmstatRow().Match(body) is { Success: true } row
            && ulong.TryParse(row.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out ulong count)
            ? new InterruptRow(row.Groups["irq"].Value, [count], line) { Actions = row.Groups["actions"].Value } : null;

    private InterruptRow? ReadRow(string body, int line)
    {
        if (!MayBeRow(body) || RowStart().Match(body) is not { Success: true } start)
            return null;
        string name = start.Groups[1].Value;
        var counts = ImmutableArray.CreateBuilder<ulong>();
        int at = start.Length;
        int most = _cpus.IsEmpty ? int.MaxValue : _cpus.Length;
        while (counts.Count < most && TryReadCount(body, ref at, out ulong count))
            counts.Add(count);
        string rest = body[at..].Trim();
        bool isNamed = !char.IsAsciiDigit(name[0]);
        // Without its heading a row is known by its chip, or by the name of a counter; ERR and MIS have one number for all CPUs.
        bool isWhole = _cpus.IsEmpty || counts.Count == _cpus.Length || (isNamed && counts.Count == 1);
        if (counts.Count == 0 || !isWhole || !IsTail(name, rest))
            return null;
        if (isNamed)
            return new InterruptRow(name, counts.ToImmutable(), line) { Actions = rest };
        Match tail = Tail().Match(rest);
        string chip = tail.Groups["chip"].Value;
        string? hardware = tail.Groups["irq"].Success ? tail.Groups["irq"].Value : null;
        return new InterruptRow(name, counts.ToImmutable(), line)
        {
            Chip = chip,
            HardwareIrq = hardware,
            Actions = tail.Groups["actions"].Value.Trim(),
            Function = FunctionOf(chip, hardware),
        };
    }

    // Most lines have no colon that soon.
    private static bool MayBeRow(string body)
    {
        const int LongestName = 9;
        return (char.IsAsciiLetterUpper(body[0]) || char.IsAsciiDigit(body[0]))
            && body.AsSpan(0, Math.Min(LongestName + 1, body.Length)).Contains(':');
    }

    // Recipes and bills have rows of numbers too: what follows the counts must be that of an interrupt.
    private bool IsTail(string name, string rest)
    {
        bool isAmongRows = !_cpus.IsEmpty || _rows.Count > 0;
        if (!char.IsAsciiDigit(name[0]))
            return CounterWords().IsMatch(rest) || (isAmongRows && rest.Length == 0 && Counter().IsMatch(name));
        bool hasTrigger = Trigger().IsMatch(rest);
        return isAmongRows ? hasTrigger || KnownChip().IsMatch(rest)
            : KnownChip().IsMatch(rest) && (hasTrigger || PlainChip().IsMatch(rest));
    }

    private static bool TryReadCount(string body, ref int at, out ulong count)
    {
        int start = at;
        while (start < body.Length && body[start] is ' ' or '\t')
            start++;
        int end = start;
        while (end < body.Length && char.IsAsciiDigit(body[end]))
            end++;
        count = 0;
        if (end == start || (end < body.Length && body[end] is not (' ' or '\t'))
            || !ulong.TryParse(body.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return false;
        at = end;
        return true;
    }

    /// <summary>
    /// Since 6.2 the name of the chip has the address. Before, the number of PCI-MSI and ITS-MSI is the requester id above 11 bits of
    /// index, with the segment from bit 27 on (pci_msi_domain_calc_hwirq).
    /// </summary>
    private static Bdf? FunctionOf(string chip, string? hardware)
    {
        if (ChipAddress().Match(chip) is { Success: true } named && Bdf.TryParse(named.Value, null, out Bdf address))
            return address;
        bool isNumbered = chip is "PCI-MSI" or "IR-PCI-MSI" or "ITS-MSI" or "ITS-PCI-MSI";
        if (!isNumbered || hardware is null
            || !ulong.TryParse(Digits().Match(hardware).ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            || number >> SegmentShift > int.MaxValue || number < 1ul << MsiIndexBits)
            return null;
        return new Bdf((int)(number >> SegmentShift), new RequesterId((ushort)(number >> MsiIndexBits)));
    }

    [GeneratedRegex(@"^interrupt\s+total\s+rate$")]
    private static partial Regex VmstatHeading();

    [GeneratedRegex(@"^irq(?<irq>[0-9]{1,9}): (?<actions>\S+(?: \S+)*?)\s+(?<count>[0-9]+)\s+[0-9]+$")]
    private static partial Regex VmstatRow();

    [GeneratedRegex(@"^CPU[0-9]+(?:\s+CPU[0-9]+)*$")]
    private static partial Regex Heading();

    [GeneratedRegex("^(0|[1-9][0-9]{0,8}|[A-Z]{2,4}[0-9]?):(?= )")]
    private static partial Regex RowStart();

    [GeneratedRegex("^(?:NMI|LOC|SPU|PMI|IWI|RTR|RES|CAL|TLB|TRM|THR|DFR|MCE|MCP|HYP|HRE|HVS|ERR|MIS|PIN|NPI|PIW|PMN|IPI[0-9])$")]
    private static partial Regex Counter();

    // "Local timer interrupts", "Machine check polls", "TLB shootdowns", "Posted-interrupt wakeup event".
    [GeneratedRegex(@"^[A-Z][\w -]*?\b(?:interrupts?|exceptions|polls|shootdowns|reads? retries|event|reenlightenment interrupts)$")]
    private static partial Regex CounterWords();

    [GeneratedRegex(
        @"^(?:(?:IR-)?(?:PCI-(?:HT-)?MSIX?|IO-APIC|HPET[-_]MSI)|DMAR[-_]MSI|XT-PIC|AMD-Vi|VMD-MSI|GIC(?:v[0-9]|-[0-9])?"
        + @"|ITS(?:-\w+)?-MSI|ITS-[pf]MSI"
        + @"|MPIC|OPENPIC|XICS|XIVE|PNV-(?:PCI-)?MSI|PNV-PCI|xen-(?:pirq|percpu|dyn)|Hyper-V PCIe MSI)[-\w:.@]*(?:\s|$)")]
    private static partial Regex KnownChip();

    // Chips whose rows may have nothing between the chip and the device.
    [GeneratedRegex("^(?:XT-PIC|GIC|MPIC|OPENPIC|XICS|XIVE|xen-)")]
    private static partial Regex PlainChip();

    // The chip, perhaps of several words, then its number and how it is triggered: "GPIO 12 Edge", "brcmstb 524288 Level", "INTC-level".
    [GeneratedRegex(
        @"^[\w][\w:.@-]*(?:(?: +[\w:.@-]+){0,3}?\s+[0-9]+(?:-\w+| +(?:Edge|Level|None))|-(?:edge|level|fasteoi)"
        + @"|\s+(?:edge|level|Edge|Level))(?:\s|$)")]
    private static partial Regex Trigger();

    [GeneratedRegex(
        @"^(?<chip>\S+)(?:\s+(?<irq>[0-9]+-\w+|[0-9]+ +(?:Edge|Level)|[0-9]+|edge|level|Edge|Level)(?=\s"
        + @"|$))?(?:\s+(?<actions>.*))?$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$")]
    private static partial Regex ChipAddress();

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex Digits();
}

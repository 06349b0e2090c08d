using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The lines of <c>lspci</c>: a line that starts with a slot starts a function, lines such as "40: 05 00 ..." are its bytes, others its
/// description. A row of bytes is one only if all of it is, and a slot only if it parses; any other line belongs to someone else.
/// </summary>
internal sealed partial class LspciReader : TextReaderPart
{
    private const int LongestRow = 16;

    /// <summary>A slot without a segment: "3b:00.0".</summary>
    private const int ShortSlot = 7;

    /// <summary>A mail program breaks lines that are longer.</summary>
    private const int ShortestBrokenSlot = 55;

    private readonly PciRuns? _runs;
    private readonly DeviceFactsTable? _shared;
    private readonly PathSlots _paths = new();
    private PciRun? _run;
    private DeviceFacts? _device;
    private CapabilityText? _capabilities;
    private RecordText? _record;
    private string? _command;
    private bool _isInterrupted;
    private bool _mayContinueSlot;
    private int _lastTaken = -1;

    /// <summary>What a function's description has only once, as far as it was there.</summary>
    private readonly HashSet<string> _once = [];
    private int _lastOffset = -1;

    /// <summary>A reader that makes listings.</summary>
    public LspciReader(PciRuns runs) => _runs = runs;

    /// <summary>A reader that puts everything about a function together.</summary>
    public LspciReader(DeviceFactsTable shared) => _shared = shared;

    /// <summary>Whether the text is known to be a listing: then whatever starts with a slot is a function.</summary>
    public bool IsKnownListing { get; init; }

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        bool isTaken = TryReadSlot(line, body) || TryReadBytes(body, line.Number) || TryReadRecord(body, line.Number)
            || TryReadDetail(line, body);
        if (isTaken && _run is not null)
            _run.LastLine = line.Number;
        if (isTaken)
            _lastTaken = line.Number;
        return isTaken;
    }

    public override void Command(int number, string command)
    {
        EndFunction();
        _run = null;
        _command = command;
    }

    public override void Blank(int number)
    {
        _isInterrupted = true;
        _mayContinueSlot = false;
        _record = null;
    }

    public override void Gap(int number)
    {
        if (_run is null)
            return;
        _run.IsCutOff = true;
        if (_device is not null)
            CutOff(_device, number);
        _isInterrupted = true;
    }

    public override void Foreign(int number)
    {
        _isInterrupted = true;
        _mayContinueSlot = false;
    }

    public override void End()
    {
        if (_device is { IsVerbose: true } device && _capabilities?.BreaksOff == true)
            CutOff(device, _run?.LastLine ?? 0);
        EndFunction();
    }

    private void CutOff(DeviceFacts device, int number)
    {
        // A line of a plain listing is whole.
        if (!device.IsVerbose && !device.ListsCapabilities && !device.HasBytes)
            return;
        device.IsCutOff = true;
        string hidden = _capabilities?.Pending is { } pending ? $"{pending}, and " : "";
        _capabilities?.Forget();
        device.Problem(number, $"cut off here: {hidden}capabilities after this line are not shown");
    }

    private void EndFunction()
    {
        _capabilities?.End();
        (_device, _capabilities, _record) = (null, null, null);
        _once.Clear();
        _lastOffset = -1;
        (_isInterrupted, _mayContinueSlot) = (false, false);
    }

    private DeviceFacts StartFunction(Bdf address, int number)
    {
        EndFunction();
        if (_shared is not null)
        {
            _device = _shared.At(address, number);
        }
        else
        {
            if (_run is null || _run.Table.Contains(address))
            {
                _run = _runs!.Start(number, _command);
                _paths.Clear();
            }
            _device = _run.Table.At(address, number);
            _device.IsCutOff |= _run.IsFiltered;
        }
        _capabilities = new CapabilityText(_device);
        return _device;
    }

    private bool TryReadSlot(TextLine line, string body)
    {
        int number = line.Number;
        if (body.Length < 7 || !char.IsAsciiHexDigit(body[0]))
            return false;
        int end = body.AsSpan().IndexOfAny(' ', '\t');
        ReadOnlySpan<char> slot = end < 0 ? body : body.AsSpan(0, end);
        if (slot.Contains('/'))
            return TryReadPath(slot.ToString(), end < 0 ? "" : body[end..].Trim(), number);
        if (!IsSlot(slot) || !Bdf.TryParse(slot, null, out Bdf address))
            return false;
        string text = end < 0 ? "" : body[end..].Trim();
        bool isCertain = slot.Length > ShortSlot
            ? text.Length > 0 && !text.StartsWith("->", StringComparison.Ordinal) : SlotText.IsCertain(text);
        if (!isCertain && !IsAmongOthers(line))
            return false;
        DescribeSlot(StartFunction(address, number), text, body.Length);
        _paths.Add(slot.ToString(), address);
        return true;
    }

    /// <summary>
    /// Whether a line that may be anybody's, "00:00.0 midnight, all is well", stands in a listing: right behind one of its lines, or before a
    /// line that describes it.
    /// </summary>
    private bool IsAmongOthers(TextLine line) => _shared is not null || IsKnownListing || _lastTaken == line.Number - 1 || IsOfListing(line.Following ?? "");

    private static bool IsOfListing(string following)
    {
        string body = following.Trim();
        if (Label().IsMatch(body) || ByteRow().IsMatch(body))
            return true;
        int end = body.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && IsSlot(body.AsSpan(0, end)) && (end > ShortSlot || SlotText.IsCertain(body[end..].Trim()));
    }

    private void DescribeSlot(DeviceFacts device, string text, int length)
    {
        if (text.StartsWith('"'))
        {
            RecordText.ReadQuoted(device, text);
            if (_run is not null)
                _run.KnownForm = ListingForm.MachineReadable;
            return;
        }
        if (text.Length > 0)
            SlotText.Describe(device, text);
        _mayContinueSlot = length >= ShortestBrokenSlot;
    }

    /// <summary>lspci -P and -PP: the way to the function through its bridges.</summary>
    private bool TryReadPath(string path, string text, int number)
    {
        if (!Path().IsMatch(path))
            return false;
        if (_run is null)
            _run = _shared is null ? _runs!.Start(number, _command) : null;
        if (_paths.Resolve(path, _run?.Table ?? _shared!) is { } address)
        {
            DescribeSlot(StartFunction(address, number), text, text.Length);
            _paths.Add(path, address);
            return true;
        }
        if (_paths.Bridge(path) is { } bridge && (_run?.Table ?? _shared!).TryFind(bridge, out DeviceFacts? facts))
        {
            facts.Problem(
                number, $"\"{path} {text}\" is behind this bridge, but lspci -P does not show the bus: run lspci -PP, or without -P");
            EndFunction();
            return true;
        }
        return false;
    }

    private bool TryReadBytes(string body, int number)
    {
        int colon = body.IndexOf(':', StringComparison.Ordinal);
        if (_device is not { } device || colon is not (2 or 3) || body.Length < colon + 4 || body[colon + 1] != ' '
            || !int.TryParse(body.AsSpan(0, colon), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int offset)
            || offset % LongestRow != 0)
            return false;
        Span<byte> row = stackalloc byte[LongestRow];
        int count = ReadRow(body.AsSpan(colon + 1), row);
        if (count == 0)
            return false;
        bool isRepeated = offset <= _lastOffset;
        _lastOffset = Math.Max(_lastOffset, offset);
        for (int n = 0; n < count; n++)
        {
            if (device.TrySet(offset + n, row[n]))
                continue;
            device.Problem(number, $"a second and different byte {row[n]:x2} at offset {offset + n:x2}h: the first one counts");
            if (isRepeated && _shared is null)
                Orphan(number);
            break;
        }
        return true;
    }

    /// <summary>Up to 16 bytes of two digits each, and perhaps a column of characters; 0 if the row is not one.</summary>
    private static int ReadRow(ReadOnlySpan<char> text, Span<byte> row)
    {
        int count = 0;
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            while (at < text.Length && text[at] is ' ' or '\t')
                at++;
            if (at == text.Length)
                break;
            // The column of characters stands apart.
            if (count > 0 && (text[at] == '|' || (count == LongestRow && at - start >= 2)))
                break;
            if (count == LongestRow || at + 2 > text.Length || (at + 2 < text.Length && text[at + 2] is not (' ' or '\t'))
                || !byte.TryParse(text.Slice(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out row[count]))
                return 0;
            count++;
            at += 2;
        }
        return count;
    }

    /// <summary>lspci -vm and -vmm: "Slot:" starts a record of lines with a name each.</summary>
    private bool TryReadRecord(string body, int number)
    {
        if (!char.IsAsciiLetterUpper(body[0]) || RecordLine().Match(body) is not { Success: true } match)
            return false;
        string name = match.Groups[1].Value;
        string value = match.Groups[2].Value.Trim();
        if ((name == "Slot" || (_record is null && name == "Device")) && IsSlot(value) && Bdf.TryParse(value, null, out Bdf address))
        {
            DeviceFacts device = StartFunction(address, number);
            if (_run is not null)
                _run.KnownForm = ListingForm.MachineReadable;
            _record = new RecordText(device);
            return true;
        }
        return _record?.TryRead(name, value) == true;
    }

    private bool TryReadDetail(TextLine line, string body)
    {
        if (_device is null && !TryStartFromCommand(body, line.Number))
            return false;
        if (IsOrphan(body))
        {
            Orphan(line.Number);
            return false;
        }
        if (Label().IsMatch(body))
        {
            _isInterrupted = false;
        }
        else if (_mayContinueSlot && !line.IsIndented && SlotEnd().IsMatch(body))
        {
            SlotText.Describe(_device!, $"{_device!.Description} {body}", isContinued: true);
            _mayContinueSlot = false;
            return true;
        }
        else if (_isInterrupted || !line.IsIndented || line.IsKernelLog)
        {
            return false;
        }
        _mayContinueSlot = false;
        _capabilities!.Read(body, line.Number);
        return true;
    }

    /// <summary>
    /// Whether a line starts the description of a function once more: the line with the address of the next function is missing, and
    /// nothing of it may be taken for this one's.
    /// </summary>
    private bool IsOrphan(string body)
    {
        Match match = OnlyOnce().Match(body);
        if (_shared is not null || !match.Success)
            return false;
        bool isSecond = !_once.Add(match.Value);
        bool isFirstOfNext = _isInterrupted && match.Groups["first"].Success && (_device!.IsVerbose || _device.IsDead);
        return isSecond || isFirstOfNext;
    }

    private void Orphan(int number)
    {
        EndFunction();
        _run!.IsCutOff = true;
        _run.Orphans.Add(number);
    }

    /// <summary>"lspci -vv -s 3b:00.0 | grep MSI" leaves out the line of the slot: the command says which it is.</summary>
    private bool TryStartFromCommand(string body, int number)
    {
        if (_runs is null || _run is not null || !PciRun.IsFilter(_command) || !Label().IsMatch(body)
            || !Bdf.TryParse(SelectedSlot().Match(_command!).Groups[1].ValueSpan, null, out Bdf address))
            return false;
        StartFunction(address, number);
        return true;
    }

    private static bool IsSlot(ReadOnlySpan<char> slot) => slot.Length >= ShortSlot && slot[^2] == '.' && slot[^5] == ':'
        && (slot.Length == ShortSlot || (slot.Length >= 12 && slot[^8] == ':'));

    [GeneratedRegex(
        "^(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7](?:/(?:[0-9a-f]{2}:)?[0-9a-f]{2}\\.[0-7])+$", RegexOptions.IgnoreCase)]
    private static partial Regex Path();

    [GeneratedRegex(
        @"^(Slot|Class|Vendor|Device|SVendor|SDevice|PhySlot|Rev|ProgIf|Driver|Module|NUMANode|IOMMUGroup"
        + @"|DTNode):(?:[\t ]+|$)(.*)$")]
    private static partial Regex RecordLine();

    // "Control: AttnInd Off" belongs to the slot of a port; the function's own has "I/O" first.
    [GeneratedRegex(
        @"^(?:(?<first>Subsystem:|Flags:|Control: I/O|DeviceName:)|Kernel driver in use:|Bus: primary|Capabilities: (?:\[[0-9a-f]{2,3}))")]
    private static partial Regex OnlyOnce();

    [GeneratedRegex(@"\blspci\b.* -\w*s ?([0-9a-f:]{5,13}\.[0-7])(?= |$)")]
    private static partial Regex SelectedSlot();

    // What starts a line of lspci -v; with them a function goes on after a line of someone else, or without its indent.
    [GeneratedRegex(
        @"^(?:Subsystem:|Flags:|Control: |Status: |Latency|Interrupt: |Region [0-9]:|Memory at |I/O ports at "
        + @"|Expansion ROM |Capabilities: |Kernel driver in use:|Kernel modules:|Bus: primary|I/O behind|Memory behind"
        + @"|Prefetchable memory behind|Secondary status:|BridgeCtl:|Physical Slot:|NUMA node:|IOMMU group:|DeviceName:"
        + @"|Address: [0-9a-f]{8}|Masking: [0-9a-f]{8}|Vector table: BAR|PBA: BAR|IOV(?:Cap|Ctl|Sta):|Initial VFs:"
        + @"|VF offset:|ARIC(?:ap|tl):|(?:Dev|Lnk|Slt|Root)(?:Cap|Ctl|Sta)2?:|!!! )")]
    private static partial Regex Label();

    [GeneratedRegex("^0?00: [0-9a-f]{2}(?: [0-9a-f]{2}){3,}", RegexOptions.IgnoreCase)]
    private static partial Regex ByteRow();

    // The second half of a slot line: words and "(rev 01)", nothing that looks like a line of its own.
    [GeneratedRegex(@"^[\w()\[\],./+&-]+(?: [\w()\[\],./+&-]+){0,11}$")]
    private static partial Regex SlotEnd();
}

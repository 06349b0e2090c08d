using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The drawing of <c>lspci -t</c>: functions with their buses, and nothing else. A column with a "+" or a "\" continues the bus whose
/// first function was drawn above it.
/// <code>
/// -[0000:00]-+-00.0
///            +-01.0-[01-02]--+-00.0
///            |               \-00.1
///            \-1f.3
/// </code>
/// </summary>
internal sealed partial class LspciTreeReader(PciRuns runs) : TextReaderPart
{
    private readonly Dictionary<int, (int Segment, byte Bus)> _branches = [];
    private PciRun? _run;
    private string? _command;

    public override bool TryRead(TextLine line)
    {
        string text = line.Text;
        int start = text.AsSpan().IndexOfAnyExcept(' ', '|');
        if (line.IsKernelLog || start < 0 || text[start] is not ('-' or '+' or '\\') || !Branch().IsMatch(text))
            return false;
        if (text[start] == '-' && (_run is null || _run.LastLine != line.Number))
        {
            // The root of a drawing has no column of its own to the left; a second one is another drawing.
            _run = runs.Start(line.Number, _command, ListingForm.Tree);
            _branches.Clear();
        }
        if (_run is null)
            return false;
        _run.LastLine = line.Number;
        return ReadLine(text, start, line.Number, _run.Table);
    }

    public override void Command(int number, string command)
    {
        _run = null;
        _command = command;
    }

    public override void Gap(int number)
    {
        if (_run is not null)
            _run.IsCutOff = true;
    }

    public override void End()
    {
    }

    private bool ReadLine(string line, int at, int number, DeviceFactsTable table)
    {
        bool known = _branches.TryGetValue(at, out (int Segment, byte Bus) bus) && line[at] != '-';
        // Branches further right have ended, and a "\" ends its own: a line that is missing must not hang others from a wrong bus.
        foreach (int column in _branches.Keys.Where(column => column > at || (column == at && line[at] == '\\')).ToArray())
            _branches.Remove(column);
        DeviceFacts? bridge = null;
        bool isRead = false;
        while (at < line.Length)
        {
            if (line[at] is '-' or '\\')
            {
                at++;
            }
            else if (line[at] == '+')
            {
                if (known)
                    _branches[at] = bus;
                at++;
            }
            else if (Buses().Match(line, at) is { Success: true } buses)
            {
                int segment = buses.Groups[1].Success ? Hex(buses.Groups[1]) : bus.Segment;
                var secondary = (byte)Hex(buses.Groups[2]);
                byte subordinate = buses.Groups[3].Success ? (byte)Hex(buses.Groups[3]) : secondary;
                if (bridge is not null)
                    bridge.Buses ??= new BridgeBuses(bus.Bus, secondary, subordinate);
                bus = (segment, secondary);
                known = true;
                isRead = true;
                at += buses.Length;
            }
            else if (known && Function().Match(line, at) is { Success: true } function && Hex(function.Groups[1]) is <= 31 and int device)
            {
                bridge = table.At(new Bdf(bus.Segment, bus.Bus, (byte)device, (byte)Hex(function.Groups[2])), number);
                isRead = true;
                at += function.Length;
                if (at < line.Length && line[at] == ' ')
                {
                    bridge.Description ??= line[at..].Trim();
                    return true;
                }
            }
            else
            {
                return isRead;
            }
        }
        return isRead;
    }

    private static int Hex(Group group) => Convert.ToInt32(group.Value, 16);

    [GeneratedRegex(@"^[ |]*(?:-\+?-?\[|[+\\]-+(?:[0-9a-f]{2}\.[0-7]|\[))")]
    private static partial Regex Branch();

    [GeneratedRegex(@"\G\[(?:([0-9a-f]{4,7}):)?([0-9a-f]{2})(?:-([0-9a-f]{2}))?\]")]
    private static partial Regex Buses();

    [GeneratedRegex(@"\G([0-9a-f]{2})\.([0-7])(?=$|-| )")]
    private static partial Regex Function();
}

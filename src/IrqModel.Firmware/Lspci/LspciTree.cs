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
internal static partial class LspciTree
{
    public static void Read(string text, DeviceFactsTable table)
    {
        var branches = new Dictionary<int, (int Segment, byte Bus)>();
        int number = 0;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> line = raw.TrimEnd();
            int start = line.IndexOfAnyExcept(' ', '|');
            if (start >= 0 && line[start] is '-' or '+' or '\\')
                ReadLine(line.ToString(), start, number, branches, table);
        }
    }

    private static void ReadLine(
        string line, int at, int number, Dictionary<int, (int Segment, byte Bus)> branches, DeviceFactsTable table)
    {
        bool known = branches.TryGetValue(at, out (int Segment, byte Bus) bus) && line[at] != '-';
        DeviceFacts? bridge = null;
        while (at < line.Length)
        {
            if (line[at] is '-' or '\\')
            {
                at++;
            }
            else if (line[at] == '+')
            {
                if (known)
                    branches[at] = bus;
                at++;
            }
            else if (Buses().Match(line, at) is { Success: true } buses)
            {
                int segment = buses.Groups[1].Success ? Hex(buses.Groups[1]) : bus.Segment;
                var secondary = (byte)Hex(buses.Groups[2]);
                byte subordinate = buses.Groups[3].Success ? (byte)Hex(buses.Groups[3]) : secondary;
                if (bridge is not null)
                    bridge.Buses = new BridgeBuses(bus.Bus, secondary, subordinate);
                bus = (segment, secondary);
                known = true;
                at += buses.Length;
            }
            else if (known && Function().Match(line, at) is { Success: true } function && Hex(function.Groups[1]) is <= 31 and int device)
            {
                bridge = table.At(new Bdf(bus.Segment, bus.Bus, (byte)device, (byte)Hex(function.Groups[2])), number);
                at += function.Length;
                if (at < line.Length && line[at] == ' ')
                {
                    bridge.Description ??= line[at..].Trim();
                    return;
                }
            }
            else
            {
                return;
            }
        }
    }

    private static int Hex(Group group) => Convert.ToInt32(group.Value, 16);

    [GeneratedRegex(@"\G\[(?:([0-9a-f]{4,7}):)?([0-9a-f]{2})(?:-([0-9a-f]{2}))?\]")]
    private static partial Regex Buses();

    [GeneratedRegex(@"\G([0-9a-f]{2})\.([0-7])(?=$|-| )")]
    private static partial Regex Function();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>
/// Zeroes the Device Serial Number capability (extended capability 0003h, PCIe base specification 7.9.3) in the hexadecimal rows of
/// <c>lspci -xxxx</c>. Rows come in ascending order, so the head of each capability is seen before what it holds.
/// </summary>
internal sealed partial class SerialsInHex(StandIns standIns)
{
    private const int FirstExtended = 0x100;
    private const int HeaderBytes = 4;
    private const int SerialBytes = 8;
    private const int DeviceSerialNumber = 0x0003;

    private readonly Dictionary<int, byte> bytes = [];
    private readonly SortedSet<int> heads = [];
    private readonly HashSet<int> secret = [];

    public string Next(string line)
    {
        if (Row().Match(line) is not { Success: true } row
            || !int.TryParse(row.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var start))
        {
            if (line.Length > 0 && Slot().IsMatch(line)) Clear();
            return line;
        }

        if (start == 0) Clear();
        var pairs = row.Groups[3].Value.Trim().Split(' ');
        for (var index = 0; index < pairs.Length; index++) bytes[start + index] =
            byte.Parse(pairs[index], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        FollowCapabilities();
        var blanked = false;
        for (var index = 0; index < pairs.Length; index++)
        {
            if (!secret.Contains(start + index) || pairs[index] == "00") continue;
            pairs[index] = "00";
            blanked = true;
        }

        if (!blanked) return line;
        standIns.For(ScrubKind.SerialNumber, line, _ => "");
        return row.Groups[1].Value + row.Groups[2].Value + ": " + string.Join(' ', pairs) + row.Groups[4].Value;
    }

    private void Clear()
    {
        bytes.Clear();
        heads.Clear();
        secret.Clear();
        heads.Add(FirstExtended);
    }

    private void FollowCapabilities()
    {
        while (heads.FirstOrDefault(head => bytes.ContainsKey(head) && bytes.ContainsKey(head + HeaderBytes - 1)) is var head and > 0)
        {
            heads.Remove(head);
            if ((bytes[head] | (bytes[head + 1] << 8)) == DeviceSerialNumber)
            {
                for (var index = 0; index < SerialBytes; index++) secret.Add(head + HeaderBytes + index);
            }

            var next = ((bytes[head + 2] >> 4) | (bytes[head + 3] << 4)) & ~3;
            if (next > head) heads.Add(next);
        }
    }

    [GeneratedRegex(@"^(.*?)(?<![0-9a-fA-F])([0-9a-fA-F]{2,3}):((?: [0-9a-fA-F]{2}){16})(?![0-9a-fA-F])(.*)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"(?:^|\s)(?:[0-9a-fA-F]{4,8}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-7] ")]
    private static partial Regex Slot();
}

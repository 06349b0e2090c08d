using System.Globalization;
using System.Text;

namespace IrqModel.Firmware;

/// <summary>A field of a table as <c>iasl -d</c> writes it, e.g. <c>[024h 0036 001h]  Host Address Width : 2D</c>.</summary>
internal readonly struct DisassembledField
{
    private DisassembledField(int offset, int length, string value)
    {
        Offset = offset;
        Length = length;
        Value = value;
    }

    /// <summary>Where the field starts in the table.</summary>
    public int Offset { get; }

    /// <summary>How many bytes it has.</summary>
    public int Length { get; }

    /// <summary>What stands after the colon.</summary>
    public string Value { get; }

    /// <summary>Reads a line. Older versions write the length in decimal, newer ones in hexadecimal with an "h".</summary>
    public static bool TryParse(ReadOnlySpan<char> line, out DisassembledField field)
    {
        field = default;
        line = line.Trim();
        if (line.IsEmpty || line[0] != '[')
            return false;
        int close = line.IndexOf(']');
        int colon = close < 0 ? -1 : line[close..].IndexOf(" : ");
        if (colon < 0)
            return false;
        Span<Range> parts = stackalloc Range[4];
        ReadOnlySpan<char> place = line[1..close];
        if (place.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries) != 3 || place[parts[0]][^1] != 'h')
            return false;
        ReadOnlySpan<char> length = place[parts[2]];
        bool isHexadecimal = length[^1] == 'h';
        if (!int.TryParse(place[parts[0]][..^1], NumberStyles.AllowHexSpecifier, null, out int offset) || offset < 0
            || !int.TryParse(place[parts[1]], NumberStyles.None, null, out int same) || same != offset
            || !int.TryParse(
                isHexadecimal ? length[..^1] : length, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, null,
                out int bytes)
            || bytes is < 1 or > 0xFFFF)
            return false;
        field = new DisassembledField(offset, bytes, line[(close + colon + 3)..].Trim().ToString());
        return true;
    }

    /// <summary>The bytes of the field, or null if the value does not say them.</summary>
    public byte[]? Bytes()
    {
        if (Value.StartsWith('"'))
            return FromText();
        int end = Value.IndexOfAny(['[', '/']);
        string digits = (end < 0 ? Value : Value[..end]).Trim();
        // A path is written as two numbers, a buffer as single bytes: both in the order of the table.
        string[] groups = digits.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (groups.Length == Length && groups.All(group => group.Length == 2 && group.All(char.IsAsciiHexDigit)))
            return [.. groups.Select(group => byte.Parse(group, NumberStyles.AllowHexSpecifier))];
        // A number is written with its highest byte first.
        if (groups.Length != 1 || digits.Length != 2 * Length || !digits.All(char.IsAsciiHexDigit))
            return null;
        byte[] bytes = Convert.FromHexString(digits);
        Array.Reverse(bytes);
        return bytes;
    }

    private byte[]? FromText()
    {
        int close = Value.LastIndexOf('"');
        if (close < 1 || close - 1 > Length)
            return null;
        var bytes = new byte[Length];
        Encoding.Latin1.GetBytes(Value.AsSpan(1, close - 1), bytes);
        return bytes;
    }
}

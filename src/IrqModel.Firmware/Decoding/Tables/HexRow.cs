using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>
/// A row of a hexadecimal dump: <c>acpidump</c>, <c>iasl -d</c>, <c>xxd</c>, <c>hexdump</c> with and without <c>-C</c>, <c>od -t x1</c>.
/// A line is a row only if all of it is: the offset, the bytes, and nothing else but the bytes again as text.
/// </summary>
internal readonly struct HexRow
{
    /// <summary>The most bytes that a row can have.</summary>
    public const int MostBytes = 64;

    private HexRow(long offset, long? octalOffset, byte[] bytes)
    {
        Offset = offset;
        OctalOffset = octalOffset;
        Bytes = bytes;
    }

    /// <summary>The offset, read as hexadecimal.</summary>
    public long Offset { get; }

    /// <summary>The offset read as octal, as <c>od</c> writes it, where it can be meant so.</summary>
    public long? OctalOffset { get; }

    /// <summary>The bytes; none in the row that ends a dump of <c>hexdump</c>.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether the row starts at an offset.</summary>
    public bool IsAt(long offset) => Offset == offset || OctalOffset == offset;

    /// <summary>Reads a row.</summary>
    public static bool TryParse(ReadOnlySpan<char> line, out HexRow row)
    {
        row = default;
        line = line.Trim();
        int digits = HexDigits(line);
        if (digits is < 4 or > 16 || !long.TryParse(line[..digits], NumberStyles.AllowHexSpecifier, null, out long offset) || offset < 0)
            return false;
        bool hasColon = digits < line.Length && line[digits] == ':';
        if (!hasColon && digits < 6)
            return false;
        long? octal = !hasColon && digits == 7 ? Octal(line[..digits]) : null;
        ReadOnlySpan<char> rest = line[(hasColon ? digits + 1 : digits)..];
        if (rest.IsWhiteSpace())
        {
            row = new HexRow(offset, octal, []);
            return !hasColon;
        }
        if (rest[0] is not (' ' or '\t') || ReadBytes(rest, areWords: !hasColon) is not { Length: > 0 } bytes)
            return false;
        row = new HexRow(offset, octal, bytes);
        return true;
    }

    /// <summary>
    /// Reads groups of digits until the text column. Groups of four digits without a colon before are words of <c>hexdump</c>.
    /// </summary>
    private static byte[]? ReadBytes(ReadOnlySpan<char> text, bool areWords)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        Span<(int Count, int End)> ends = stackalloc (int, int)[MostBytes];
        int count = 0;
        int groups = 0;
        int gap = -1;
        int at = 0;
        while (true)
        {
            int start = at;
            while (at < text.Length && text[at] is ' ' or '\t')
                at++;
            int digits = HexDigits(text[at..]);
            bool isGroup = digits is 2 or 4 or 8 or 16 or 32 && (at + digits == text.Length || text[at + digits] is ' ' or '\t')
                && count + digits / 2 <= MostBytes;
            if (!isGroup)
                break;
            // hexdump -C has a gap in the middle of its rows.
            if (groups > 0 && gap < 0 && at - start > 1 && count != 8)
                gap = groups;
            for (int i = 0; i < digits; i += 2)
                bytes[count++] = byte.Parse(text.Slice(at + i, 2), NumberStyles.AllowHexSpecifier);
            if (areWords && digits == 4)
                (bytes[count - 2], bytes[count - 1]) = (bytes[count - 1], bytes[count - 2]);
            at += digits;
            ends[groups++] = (count, at);
        }
        // The text column can look like bytes; where it is the bytes before it as text, it is the text column.
        for (int i = groups - 1; i >= 0; i--)
        {
            if (IsTextColumn(text[ends[i].End..], bytes[..ends[i].Count]))
                return bytes[..ends[i].Count].ToArray();
        }
        if (gap > 0)
            return bytes[..ends[gap - 1].Count].ToArray();
        // A text column that copying has changed; it is set off by a delimiter or a gap, or the line is no row.
        ReadOnlySpan<char> left = groups == 0 ? [] : text[ends[groups - 1].End..];
        return groups > 0 && (left.IsWhiteSpace() || IsSetOff(left, count)) ? bytes[..count].ToArray() : null;
    }

    private static bool IsSetOff(ReadOnlySpan<char> column, int count)
    {
        bool isSetOff = column.StartsWith("  ") || column.TrimStart().StartsWith("|") || column.TrimStart().StartsWith("//");
        // HTML or Markdown can have shortened or lengthened it a little.
        return isSetOff && column.Trim().Length <= 3 * count + 8;
    }

    private static bool IsTextColumn(ReadOnlySpan<char> column, ReadOnlySpan<byte> bytes)
    {
        if (column.IsWhiteSpace())
            return true;
        ReadOnlySpan<char> text = column.TrimStart();
        if (text.StartsWith("// "))
            return Matches(text[3..], bytes);
        if (text.Length >= 2 && text[0] is '|' or '>' && text[^1] is '|' or '<' && Matches(text[1..^1], bytes))
            return true;
        return Matches(text, bytes) || (column.StartsWith("  ") && Matches(column[2..], bytes)) || Matches(column[1..], bytes);
    }

    private static bool Matches(ReadOnlySpan<char> column, ReadOnlySpan<byte> bytes)
    {
        // Spaces at the end of a line get lost.
        if (column.Length > bytes.Length)
            return false;
        for (int i = 0; i < bytes.Length; i++)
        {
            char expected = bytes[i] is >= 0x20 and < 0x7F ? (char)bytes[i] : '.';
            if (i < column.Length ? column[i] != expected : expected != ' ')
                return false;
        }
        return true;
    }

    /// <summary>Whether a text is nothing but hexadecimal digits, at least one.</summary>
    public static bool IsHex(ReadOnlySpan<char> text) => !text.IsEmpty && HexDigits(text) == text.Length;

    private static int HexDigits(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && char.IsAsciiHexDigit(text[count]))
            count++;
        return count;
    }

    private static long? Octal(ReadOnlySpan<char> digits)
    {
        long value = 0;
        foreach (char c in digits)
        {
            if (c is < '0' or > '7')
                return null;
            value = (value << 3) | (uint)(c - '0');
        }
        return value;
    }
}

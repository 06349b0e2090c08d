namespace IrqModel.Firmware;

/// <summary>
/// Tells from how a text starts whether it can be a line of a log or a listing. A sign before a line is taken off only if what follows it
/// is one, or if the lines before had the sign too.
/// </summary>
internal static class LineContent
{
    private const int ShortestWord = 3;

    /// <summary>
    /// Whether the text starts as no other text does: with a stamp, a slot, the root of a tree, a node, a row or a heading.
    /// </summary>
    public static bool IsCertain(ReadOnlySpan<char> text) => text.Length > 1 && (IsStamp(text) || IsSlot(text) || IsRow(text)
        || text.StartsWith("(XEN) ") || text.StartsWith("/sys/") || text.StartsWith("/proc/") || IsRoot(text) || IsNode(text) || IsRecord(text)
        || (text[0] == '\t' && text[1] is not ' '));

    /// <summary>Whether the text starts with a word that is no hexadecimal number.</summary>
    public static bool IsWord(ReadOnlySpan<char> text)
    {
        int end = 0;
        bool isHexadecimal = true;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            isHexadecimal &= char.IsAsciiHexDigit(text[end++]);
        return end >= ShortestWord && !isHexadecimal && char.IsAsciiLetter(text[0]);
    }

    /// <summary>Whether the text starts with the stamp of a log: "[    1.234567]", "&lt;6&gt;[    1.234567]", "2024-05-01T".</summary>
    public static bool IsStamp(ReadOnlySpan<char> text)
    {
        if (text is ['<', >= '0' and <= '9', '>', ..])
            text = text[3..];
        if (text is [>= '0' and <= '9', _, _, >= '0' and <= '9', '-', _, _, '-', _, _, 'T', ..])
            return true;
        return ReadKernelStamp(text).End > 0;
    }

    /// <summary>Reads the stamp of a kernel that the text starts with: "[    1.234567]".</summary>
    /// <returns>How many digits its two numbers have, and where it ends; an end of 0 if there is none.</returns>
    public static (int Seconds, int Fraction, int End) ReadKernelStamp(ReadOnlySpan<char> text)
    {
        if (text is not ['[', ..])
            return default;
        int at = 1;
        while (at < text.Length && text[at] == ' ')
            at++;
        int seconds = Digits(text, at);
        at += seconds;
        if (seconds == 0 || at >= text.Length || text[at] != '.')
            return default;
        int fraction = Digits(text, ++at);
        at += fraction;
        return fraction > 0 && at < text.Length && text[at] == ']' ? (seconds, fraction, at + 1) : default;
    }

    /// <summary>Whether the text starts with the slot of a function: "3b:00.0 " or "0000:3b:00.0 ".</summary>
    public static bool IsSlot(ReadOnlySpan<char> text)
    {
        int first = HexDigits(text);
        if (first is >= 4 and <= 8 && first < text.Length && text[first] == ':')
            text = text[(first + 1)..];
        return HexDigits(text) == 2 && text is [_, _, ':', _, _, '.', >= '0' and <= '7', ' ' or '\t' or '/', ..]
            && HexDigits(text[3..]) == 2;
    }

    /// <summary>How many digits the text has from a place on.</summary>
    public static int Digits(ReadOnlySpan<char> text, int start)
    {
        int at = start;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at - start;
    }

    private static int HexDigits(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length && char.IsAsciiHexDigit(text[at]))
            at++;
        return at;
    }

    // A row of /proc/interrupts, "  12:   0", and its heading.
    private static bool IsRow(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(' ');
        int digits = Digits(text, 0);
        if (digits == 0)
            return text.Length > 3 && text.StartsWith("CPU") && char.IsAsciiDigit(text[3]);
        return digits + 1 < text.Length && text[digits] == ':' && text[digits + 1] == ' '
            && text[(digits + 1)..].TrimStart(' ') is [>= '0' and <= '9', ..];
    }

    // A node of lshw: "  *-network:0".
    private static bool IsNode(ReadOnlySpan<char> text) => text.TrimStart(' ') is ['*', '-', >= 'a' and <= 'z', ..];

    // A record of hwinfo: "21: PCI 200.0: 0200 Ethernet controller".
    private static bool IsRecord(ReadOnlySpan<char> text) => Digits(text, 0) is > 0 and <= 4 and int digits && text[digits..].StartsWith(": PCI ");

    // The root of "lspci -t": "-[0000:00]-+-00.0".
    private static bool IsRoot(ReadOnlySpan<char> text) =>
        text is ['-', '[', ..] && HexDigits(text[2..]) is >= 4 and <= 8 and int segment && text[(2 + segment)..] is [':', _, _, ']', ..];
}

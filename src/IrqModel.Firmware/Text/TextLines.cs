using System.Text;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>Cuts a text into lines and joins those that a mail program broke as quoted-printable.</summary>
internal static partial class TextLines
{
    private const int ShortestBroken = 60;
    private const int LongestBroken = 76;
    private const string BlockTags = "p|pre|div|tr|li|dl|dt|dd|blockquote|h[1-6]|summary|details";
    private const string ForumTag = @"\[/?(?:code|pre|spoiler|details|quote|codebox|noparse|icode|hide)(?:[= ][^\]]{0,80})?\]";

    /// <summary>The lines with their numbers; of joined lines the number of the first.</summary>
    public static IEnumerable<(int Number, string Line)> Split(string text, int firstLine)
    {
        bool isQuotedPrintable = IsQuotedPrintable(text);
        int at = 0;
        for (int number = firstLine; Next(text, ref at) is { } read; number++)
        {
            int start = number;
            string line = read;
            if (isQuotedPrintable)
            {
                var joined = new StringBuilder();
                while (line.EndsWith('=') && Next(text, ref at) is { } next)
                {
                    joined.Append(line, 0, line.Length - 1);
                    line = WithoutQuote(next, joined);
                    number++;
                }
                line = Decode(joined.Append(line).ToString());
            }
            // A carriage return alone is the line end of old systems, and of progress output.
            if (line.Contains('\r', StringComparison.Ordinal))
            {
                foreach (string part in line.Split('\r'))
                    yield return (start, part);
            }
            else if ((line.Contains('<', StringComparison.Ordinal) || MayHaveForumTag(line)) && Break().IsMatch(line))
            {
                foreach (string part in LinesOfHtml(line))
                    yield return (start, part);
            }
            else
            {
                yield return (start, line);
            }
        }
    }

    // "[code]" may stand anywhere; of the other tags an opening one starts a line, and a closing one ends it.
    private static bool MayHaveForumTag(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        return text is ['[', >= 'A' and <= 'Z' or >= 'a' and <= 'z' or '/', ..]
            || (text.EndsWith("]") && text.Contains("[/", StringComparison.Ordinal))
            || text.Contains("[code", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A block of HTML or of a forum is on lines of its own; a break at the end of a line is none.</summary>
    private static IEnumerable<string> LinesOfHtml(string line)
    {
        bool isEmpty = true;
        foreach (string block in Block().Split(line))
        {
            if (string.IsNullOrWhiteSpace(block))
                continue;
            isEmpty = false;
            foreach (string part in LineBreak().Split(LastBreak().Replace(block, "", 1)))
                yield return part;
        }
        if (isEmpty)
            yield return "";
    }

    // One line after the other, not all at once: a text has up to a million.
    private static string? Next(string text, ref int at)
    {
        if (at > text.Length)
            return null;
        int end = text.IndexOf('\n', at);
        if (end < 0)
            end = text.Length;
        ReadOnlySpan<char> line = text.AsSpan(at, end - at).TrimEnd('\r');
        at = end + 1;
        return line.ToString();
    }

    private static bool IsQuotedPrintable(string text)
    {
        if (!text.Contains("=\n", StringComparison.Ordinal) && !text.Contains("=\r\n", StringComparison.Ordinal))
            return false;
        int broken = 0;
        int coded = 0;
        int at = 0;
        while (Next(text, ref at) is { } line)
        {
            if (line.Length is >= ShortestBroken and <= LongestBroken + 8 && line.EndsWith('='))
                broken++;
            if (line.Contains("=3D", StringComparison.Ordinal) || line.Contains("=20", StringComparison.Ordinal)
                || line.Contains("=C2=A0", StringComparison.Ordinal) || line.Contains("=09", StringComparison.Ordinal))
                coded++;
        }
        return broken > 0 && (coded > 0 || broken > 1);
    }

    /// <summary>In a quoted mail the second half of a line has the quote signs of the first.</summary>
    private static string WithoutQuote(string line, StringBuilder before)
    {
        int start = 0;
        while (start < line.Length && start < before.Length && line[start] is '>' or ' ' && line[start] == before[start])
            start++;
        return start > 0 && line[..start].Contains('>', StringComparison.Ordinal) ? line[start..] : line;
    }

    private static string Decode(string line) =>
        Coded().Replace(line, code => Encoding.UTF8.GetString(
            Convert.FromHexString(code.Value.Replace("=", "", StringComparison.Ordinal))));

    [GeneratedRegex("(?:=[0-9A-F]{2})+")]
    private static partial Regex Coded();

    [GeneratedRegex(
        "<(?:br|/?(?:" + BlockTags + @"))[\s/>]|" + ForumTag,
        RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex(
        "</?(?:" + BlockTags + @")(?:\s[^<>]*)?>|" + ForumTag,
        RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(@"<br\s*/?>\s*$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex LastBreak();

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();
}

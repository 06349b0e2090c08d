using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// Takes off a line what it gathered on its way: terminal colours, HTML, no-break spaces, mail quotes, comment signs, the time stamps of
/// logs and jobs. A sign that belongs to the content, such as the branches of a tree, stays.
/// </summary>
internal static partial class LineCleaner
{
    private const int MostPrefixes = 12;
    private const int Microseconds = 6;

    /// <summary>The text of a prefix that names the kernel comes this soon.</summary>
    private const int LongestPrefix = 200;

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("\t" + string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)));

    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    // Journals write months and days of the week in the language of whoever reads them: "Dez", "janv.", "дек", "12月". What follows, a day,
    // a time and a machine, shows that the word is one.
    private const string Month = @"(?:\p{L}{2,7}\.?|[0-9]{1,2}[\u6708\uC6D4])";
    private const string DayOfWeek = @"\p{L}{1,5}\.?";
    private static readonly string[] Levels = ["DEBUG", "INFO", "WARN", "ERROR", "NOTICE", "TRACE"];

    /// <summary>Cleans one line.</summary>
    /// <param name="raw">The line as it is in the input.</param>
    /// <param name="number">Its number.</param>
    /// <param name="signs">What the lines before had.</param>
    public static TextLine Clean(string raw, int number, LineSigns signs)
    {
        string line = raw.AsSpan().IndexOfAnyExcept(PlainCharacters) >= 0 ? CleanCharacters(raw) : raw;
        if (line.Contains('<', StringComparison.Ordinal))
            line = HtmlTag().Replace(line, "");
        if (line.Contains('&', StringComparison.Ordinal))
            line = CleanCharacters(WebUtility.HtmlDecode(line));
        if (line.Contains('`', StringComparison.Ordinal))
            line = WithoutBackticks(line);
        line = CsvRow.Join(line) ?? line;
        var prefix = new Prefix();
        bool isRemoved = false;
        signs.StartLine();
        for (int n = 0; n < MostPrefixes && (TryTakeSign(signs, n, ref line, ref prefix, ref isRemoved) || TryStrip(line, ref prefix)); n++)
        {
        }
        if (isRemoved)
            signs.Remove(number);
        return new TextLine(number, line[prefix.End..].TrimEnd(), prefix.IsKernelLog)
        {
            IsXen = prefix.IsXen,
            IsLooseLog = prefix.IsKernelLog && !prefix.IsFirm,
            QuoteDepth = prefix.QuoteDepth,
            Host = prefix.Host,
            IsRemoved = isRemoved,
        };
    }

    /// <summary>
    /// Takes off the backtick that starts a span of code which goes on in the next line, or ends one of the lines before; of a line that
    /// is such a span, both.
    /// </summary>
    private static string WithoutBackticks(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        if (text.StartsWith("``") || text.EndsWith("``"))
            return line;
        int count = text.Count('`');
        bool isSpan = count == 2 && text.Length > 2 && text[0] == '`' && text[^1] == '`' && IsLine(text[1..^1]);
        if (isSpan)
            return text[1..^1].ToString();
        if (count % 2 == 0)
            return line;
        if (text[0] == '`' && IsLine(text[1..]))
            return text[1..].ToString();
        return text[^1] == '`' ? line[..line.LastIndexOf('`')] : line;
    }

    // One word may be quoted in a sentence that goes on below.
    private static bool IsLine(ReadOnlySpan<char> text) =>
        LineContent.IsCertain(text) || (LineContent.IsWord(text) && text.IndexOfAny(' ', '\t') >= 0);

    // What a kernel says has no such sign before it.
    private static bool TryTakeSign(LineSigns signs, int depth, ref string line, ref Prefix prefix, ref bool isRemoved)
    {
        int end = prefix.End;
        if (prefix.IsKernelLog || !signs.TryTake(ref line, ref end, depth, ref isRemoved))
            return false;
        prefix = prefix with { End = end };
        return true;
    }

    /// <summary>What was taken off the start of a line.</summary>
    private record struct Prefix(int End, bool IsKernelLog, bool IsXen, bool IsStamped, int QuoteDepth, string? Host)
    {
        /// <summary>Whether no other text than a kernel's log has such a prefix.</summary>
        public bool IsFirm { get; init; }
    }

    private static string CleanCharacters(string raw)
    {
        string line = raw.Contains('\u001B', StringComparison.Ordinal) ? Escape().Replace(raw, "") : raw;
        var text = new StringBuilder(line.Length);
        foreach (char c in line)
        {
            switch (c)
            {
                case '\b' when text.Length > 0:
                    text.Length--;
                    break;
                case '\t':
                    text.Append(c);
                    break;
                case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212':
                    text.Append('-');
                    break;
                case '\u201C' or '\u201D':
                    text.Append('"');
                    break;
                case '\u2026':
                    text.Append("...");
                    break;
                case '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u00AD' or '\u2060' or '\uFEFF':
                case < ' ':
                    break;
                default:
                    text.Append(char.IsWhiteSpace(c) ? ' ' : c);
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>Takes one sign or stamp off the start of a line.</summary>
    private static bool TryStrip(string line, ref Prefix prefix)
    {
        int start = prefix.End;
        while (start < line.Length && line[start] is ' ' or '\t')
            start++;
        if (start == line.Length)
            return false;
        if (line[start] == '[' && EndOfKernelStamp(line, start, out bool isFirm) is > 0 and int end)
        {
            prefix = prefix with { End = end, IsKernelLog = true, IsStamped = true, IsFirm = prefix.IsFirm || isFirm };
            return true;
        }
        Regex? pattern = line[start] switch
        {
            '>' => Quote(),
            '/' or ';' or '%' => Comment(),
            '#' => Hash(),
            '*' => Star(),
            '+' => Added(),
            '[' => Bracket(),
            '<' => Priority(),
            '(' => Xen(),
            >= '0' and <= '9' => IsNumberedMonth(line.AsSpan(start)) ? Word() : Clock(),
            >= 'A' and <= 'Z' or >= 'a' and <= 'z' => MayBeWord(line.AsSpan(start)) ? Word() : null,
            '|' => Bar(),
            > '\u007F' and var letter when char.IsLetter(letter) => Word(),
            _ => null,
        };
        Match? match = pattern?.Match(line, start);
        if (match is not { Success: true, Length: > 0 })
            return false;
        // "my kernel: 5.10" names no machine: the prefix of a log has the time before the name.
        bool isStamped = prefix.IsStamped || line[start] is '[' or (>= '0' and <= '9') || match.ValueSpan.Count(':') > 2;
        prefix = new Prefix(
            match.Index + match.Length,
            prefix.IsKernelLog || match.Groups["kernel"].Success || line[start] == '(',
            prefix.IsXen || line[start] == '(',
            isStamped,
            prefix.QuoteDepth + (line[start] == '>' ? match.ValueSpan.Count('>') : 0),
            isStamped && match.Groups["host"] is { Success: true } host ? host.Value : prefix.Host)
        {
            IsFirm = prefix.IsFirm || line[start] == '('
                || (isStamped && match.Groups["kernel"] is { Success: true } mark && IsFirm(mark.ValueSpan)),
        };
        return true;
    }

    /// <summary>
    /// Where the usual stamp of a kernel, "[    1.234567] ", ends; 0 for other stamps, which the expression reads. Most lines of a log
    /// have it, so it is worth reading by hand.
    /// </summary>
    private static int EndOfKernelStamp(string line, int start, out bool isFirm)
    {
        (int seconds, int fraction, int length) = LineContent.ReadKernelStamp(line.AsSpan(start));
        isFirm = fraction == Microseconds;
        int end = start + length;
        // "[T1234]" may follow.
        return length > 0 && seconds <= 8 && fraction <= 9 && end + 1 < line.Length && line[end] == ' ' && line[end + 1] is not (' ' or '[')
            ? end + 1
            : 0;
    }

    /// <summary>Whether a mark is as kernels write it: numbers of seconds have six digits behind the point. X servers write three.</summary>
    private static bool IsFirm(ReadOnlySpan<char> mark) =>
        mark.IndexOf('.') is not (>= 0 and int point) || LineContent.Digits(mark, point + 1) == Microseconds;

    /// <summary>Whether a line that starts with a letter can have a prefix: a look that costs little, for most have none.</summary>
    private static bool MayBeWord(ReadOnlySpan<char> line)
    {
        if (line.IndexOfAny(':', '|') < 0)
            return false;
        ReadOnlySpan<char> near = line[..Math.Min(line.Length, LongestPrefix)];
        if (near.Contains('|') || near.Contains("]:", StringComparison.Ordinal) || near.Contains("kern", StringComparison.Ordinal)
            || line.Contains(".txt:", StringComparison.Ordinal) || line.Contains(".log:", StringComparison.Ordinal))
            return true;
        foreach (string word in char.IsAsciiLetterUpper(line[0]) && line.Length > 1 && char.IsAsciiLetterUpper(line[1]) ? Levels : Months)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Whether a line starts with a month as Chinese, Japanese and Korean write it: "12月".</summary>
    private static bool IsNumberedMonth(ReadOnlySpan<char> line) =>
        LineContent.Digits(line, 0) is > 0 and <= 2 and var digits && digits < line.Length && line[digits] is '\u6708' or '\uC6D4';

    [GeneratedRegex(@"\x1B(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)?|[()][0-9A-Za-z]|[=>78])")]
    private static partial Regex Escape();

    [GeneratedRegex(
        @"</?(?:pre|code|br|div|p|span|blockquote|tt|html|body|font|b|i|a|li|ul|ol|samp|table|tbody|td|tr|th|details"
        + @"|summary|kbd|em|strong|head|title|dl|dt|dd|h[1-6]|section|article|u|small|hr|figure)(?:\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase)]
    private static partial Regex HtmlTag();

    // "> > text", ">> text"
    [GeneratedRegex(@"\G>+ ?")]
    private static partial Regex Quote();

    [GeneratedRegex(@"\G(?://+!?|/\*+|;+|%+)(?: |(?=\t)|$)")]
    private static partial Regex Comment();

    // A comment before something that is not a command; "# lspci" is a prompt and is left alone.
    [GeneratedRegex(@"\G#+(?: |(?=\t)|$)(?!\s*(?:sudo |lspci|dmesg|cat |echo |journalctl|uname|ls |find |grep |for |modprobe ))")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\G(?:\*+(?:/|[ ](?=[ \t]*\S)|(?=\t))|\*{2,}[ ]*$)")]
    private static partial Regex Star();

    // A line that a patch adds.
    [GeneratedRegex(@"\G\+(?=[0-9a-f]{2}:|[0-9a-f]{4}:[0-9a-f]{2}:|\t)")]
    private static partial Regex Added();

    [GeneratedRegex(
        @"\G(?:(?<kernel>\[[ <+]*[0-9]{1,8}\.[0-9]{1,9}(?:>| <[ +]*[0-9]+\.[0-9]+ ?>)?\](?:\s?\[\s*[TC][0-9]+\])?)"
        + @"|(?<kernel>\[" + DayOfWeek + " " + Month + @" [ 0-9][0-9] [0-9:]{8} [0-9]{4}(?: <[ +]*[0-9]+\.[0-9]+ ?>)?\])"
        + @"|(?<kernel>\[" + Month + @"[ 0-9][0-9] [0-9]{2}:[0-9]{2}\])|\[(?:stdout|stderr|out|err|INFO|DEBUG|WARN|WARNING"
        + @"|ERROR)\]|\[[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][^\]]{5,32}\]|\[[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?\])(?: "
        + @"|(?=\t)|$)")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\G<(?<kernel>[0-9]{1,3})>")]
    private static partial Regex Priority();

    [GeneratedRegex(@"\G\(XEN\) ")]
    private static partial Regex Xen();

    // "12:16:06 ", "2024-05-01T10:00:00.1Z ", with the stream "00O" of GitLab behind it, "2024-05-01 10:00:00,123 ", the numbers of "cat
    // -n", "1714550400.123456 host kernel: " of "journalctl -o short-unix". Only "dmesg --time-format iso" has a comma and six digits.
    [GeneratedRegex(
        @"\G(?:(?<kernel>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{6}[+-][0-9]{2}:[0-9]{2}) "
        + @"|[0-9]{9,10}\.[0-9]{6} (?=[\w.-]{1,64} [\w./()@-]{1,64}(?:\[[0-9]+\])?: )"
        + @"|(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?:Z(?: [0-9]{2}[OE])?"
        + @"|[+-][0-9]{2}:?[0-9]{2})?(?: |(?=\t)|$)|[0-9]{1,6}\t(?=[^0-9]|[0-9a-f]{2,8}:|$))")]
    private static partial Regex Clock();

    // "May  1 10:00:00 host kernel: ", "12月 01 10:00:00 host kernel: ", "Wed 2024-05-01 10:00:00 CEST host kernel: ",
    // "host kernel: ", "kernel: ", "DEBUG| ", "INFO: ", "web_1  | ", "dmesg.log:12:".
    [GeneratedRegex(
        @"\G(?:(?:" + Month + @" [ 0-9]?[0-9] (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
        + @"|" + DayOfWeek + @" [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)? [A-Z0-9+-]{2,6}) "
        + @"(?:(?<host>[\w.-]{1,64}) (?:(?<kernel>kernel)"
        + @"|[\w./()@-]{1,64}(?:\[[0-9]+\])?): ?)?|(?:(?<host>[\w.-]{1,64}) )?(?<kernel>kernel)(?:\[[0-9]+\])?: ?"
        + @"|(?<kernel>kern) *: ?\w+ *: ?|[\w.-]{1,64} [\w./-]{1,64}\[[0-9]+\]: ?|(?:DEBUG|INFO|WARN|WARNING|ERROR|NOTICE"
        + @"|TRACE) ?[|:] ?|[\w.-]{1,64}[ ]*\| |(?:[\w./-]{1,200}\.(?:txt|log)):(?:[0-9]+:)?)")]
    private static partial Regex Word();

    [GeneratedRegex(@"\G\| (?=\[|[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] |[0-9a-f]{4,8}:[0-9a-f]{2}:)")]
    private static partial Regex Bar();
}

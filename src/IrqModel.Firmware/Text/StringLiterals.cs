using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// Takes a text out of the strings that a program packed it into: a JSON string with "\n" in it, the objects of a container's log, one a
/// line ({"log":"..."}), and lists of strings, one a line, as ansible prints them. A string alone on a line stays what it is: people quote
/// too.
/// </summary>
internal sealed partial class StringLiterals
{
    private const int LongestPrefix = 200;

    /// <summary>The lines of the last string that a program's output was in; ansible shows the same again as a list.</summary>
    private string[]? _said;
    private int _saidAt;

    /// <summary>Whether the next line may be a string of a list: the list was opened, or the line before was one.</summary>
    private bool _isInList;
    private bool _isRepetition;

    private StringLiterals()
    {
    }

    /// <summary>The lines of a text, with the lines of strings in place of those that hold the strings.</summary>
    public static IEnumerable<(int Number, string Line)> Unfold(string text, IEnumerable<(int Number, string Line)> lines) =>
        text.Contains('"', StringComparison.Ordinal) || text.Contains("- '", StringComparison.Ordinal)
            ? new StringLiterals().Read(lines)
            : lines;

    private IEnumerable<(int Number, string Line)> Read(IEnumerable<(int Number, string Line)> lines)
    {
        using IEnumerator<(int Number, string Line)> source = lines.GetEnumerator();
        bool hasLine = source.MoveNext();
        while (hasLine)
        {
            (int number, string line) = source.Current;
            hasLine = source.MoveNext();
            if (Unfold(line, hasLine ? source.Current.Line : "") is not { } unfolded)
            {
                yield return (number, line);
                continue;
            }
            foreach (string part in unfolded)
                yield return (number, part);
        }
    }

    /// <summary>The lines in a line; null where it holds none.</summary>
    private string[]? Unfold(string line, string next)
    {
        if (ItemIn(line) is { } item
            && (_isInList || (ItemIn(next) is { } second && (item.IsSeparated || AreLines(item.Text, second.Text)))))
        {
            _isInList = true;
            if (!_isRepetition || _saidAt >= _said!.Length || _said[_saidAt++] != item.Text)
                return WithPrefix(item.Prefix, item.Text);
            return [];
        }
        ReadOnlySpan<char> end = line.AsSpan().TrimEnd();
        // Not every string of a YAML list needs quotes.
        if (_isInList && line.AsSpan().TrimStart().StartsWith("- "))
            return null;
        bool isListEnd = _isInList && end.TrimEnd(',').EndsWith("]") && PrefixOf(line, line.LastIndexOf(']')) is not null;
        _isInList = end.EndsWith("[") || (end.EndsWith(":") && ListName().IsMatch(line));
        _isRepetition = _isInList && _said is not null && end.Contains("_lines\"", StringComparison.Ordinal);
        _saidAt = 0;
        return isListEnd ? [""] : line.Contains('"', StringComparison.Ordinal) ? ReadMembers(line) : null;
    }

    // A table of one column has no commas. One string that stands alone may be somebody's quotation; two lines of a log are none.
    private static bool AreLines(string first, string second) => LineContent.IsCertain(first) && LineContent.IsCertain(second);

    /// <summary>A line that is a string and nothing else, but for the signs of a list.</summary>
    private static (string Prefix, string Text, bool IsSeparated)? ItemIn(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().TrimEnd();
        bool isSeparated = text.EndsWith(",");
        if (isSeparated)
            text = text[..^1];
        if (text.Length < 2 || text[^1] is not ('"' or '\''))
            return null;
        int start = text.IndexOf(text[^1]);
        if (start == text.Length - 1 || EndOf(line, start) != text.Length - 1 || PrefixOf(line, start) is not { } prefix)
            return null;
        bool isDashed = prefix.EndsWith("- ", StringComparison.Ordinal);
        if (text[^1] == '\'' && !isDashed)
            return null;
        return Decode(text[start..]) is { } decoded ? (QuotesOf(prefix), decoded, isSeparated || isDashed) : null;
    }

    /// <summary>The texts that a line of JSON holds, among its other members.</summary>
    private string[]? ReadMembers(string line)
    {
        int open = line.AsSpan().IndexOfAny('"', '{');
        if (open < 0 || PrefixOf(line, open) is not { } prefix)
            return null;
        string key = Key().Match(prefix).Groups["key"].Value;
        var lines = new List<string>();
        bool isList = false;
        bool isSaid = false;
        for (int at = open; at < line.Length; at++)
        {
            if (line[at] is '[' or ']')
                isList = line[at] == '[';
            if (line[at] != '"')
                continue;
            int start = at;
            at = EndOf(line, start);
            if (at < 0)
                break;
            if (IsKey(line, at + 1))
            {
                key = line[(start + 1)..at];
                continue;
            }
            bool isLine = isList && key.EndsWith("_lines", StringComparison.Ordinal);
            bool isOutput = !isList && key is "stdout" or "stderr" or "log";
            if (isLine ? isSaid : !isOutput && line.IndexOf("\\n", start, at - start, StringComparison.Ordinal) < 0)
                continue;
            if (Decode(line.AsSpan(start, at + 1 - start)) is not { Length: > 0 } text)
                continue;
            string[] parts = Lines(text);
            if (!isLine && !isOutput && parts.Length < 2)
                continue;
            lines.AddRange(parts);
            if (key == "stdout")
                (_said, isSaid) = (parts, true);
        }
        return lines.Count > 0 ? WithPrefix(QuotesOf(prefix), lines) : null;
    }

    private static bool IsKey(string line, int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at < line.Length && line[at] == ':';
    }

    /// <summary>Where a string ends; -1 where it does not.</summary>
    private static int EndOf(string line, int start)
    {
        char quote = line[start];
        for (int at = start + 1; at < line.Length; at++)
        {
            if (quote == '"' && line[at] == '\\')
                at++;
            else if (line[at] == quote && quote == '\'' && at + 1 < line.Length && line[at + 1] == quote)
                at++;
            else if (line[at] == quote)
                return at;
        }
        return -1;
    }

    /// <summary>What a string has inside; null where the escapes are not those of JSON.</summary>
    internal static string? Decode(ReadOnlySpan<char> literal)
    {
        if (literal[0] == '\'')
            return literal[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal);
        if (!literal.Contains('\\') && !literal.Contains('\t'))
            return literal[1..^1].ToString();
        var bytes = new byte[Encoding.UTF8.GetByteCount(literal)];
        Encoding.UTF8.GetBytes(literal, bytes);
        try
        {
            var reader = new Utf8JsonReader(bytes);
            return reader.Read() ? reader.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // It is no string of JSON, or half of a character: the line is read as it stands.
            return null;
        }
    }

    private static string[] Lines(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines.Length > 1 && lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static string[] WithPrefix(string prefix, string text) => WithPrefix(prefix, Lines(text));

    private static string[] WithPrefix(string prefix, IEnumerable<string> lines) => [.. lines.Select(line => prefix + line)];

    /// <summary>What stands before a string, if it is only what texts gather on their way, or a name; else null.</summary>
    internal static string? PrefixOf(string line, int start) => start == 0 ? ""
        : start <= LongestPrefix && Prefix().Match(line[..start]) is { Success: true } prefix ? prefix.Value : null;

    internal static string QuotesOf(string prefix) => prefix.Contains('>', StringComparison.Ordinal) ? Quotes().Match(prefix).Value : "";

    // Quotes of mails, the stamp of a job, "ok: [host] =>", "stdout:", "-", "[".
    [GeneratedRegex(
        @"^(?:> ?)*\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]{8,18}Z? )?\s*(?:(?:ok|changed|fatal|skipping): \[[^\]]*\][^=]{0,80}=> ?)?"
        + @"(?:- )?(?:[\w.-]+: )?\[?\s*$")]
    private static partial Regex Prefix();

    [GeneratedRegex("^(?:> ?)*")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"(?<key>[\w.-]+): $")]
    private static partial Regex Key();

    // "stdout_lines:" of YAML. A sentence before a list has more words.
    [GeneratedRegex(@"^(?:> ?)*\s*(?:- )?[\w.-]+:\s*$")]
    private static partial Regex ListName();
}

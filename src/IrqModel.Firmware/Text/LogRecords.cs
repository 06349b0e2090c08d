using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// Takes the kernel's lines out of logs whose lines are records of named values: <c>journalctl -o json</c>, <c>json-pretty</c>,
/// <c>verbose</c> and <c>export</c>, and <c>dmesg --json</c>. What other programs logged stays what it is.
/// </summary>
/// <remarks>
/// Records are told apart by what is in them: a name that comes a second time starts the next one, also where braces or blank lines are
/// missing.
/// </remarks>
internal sealed partial class LogRecords
{
    private readonly List<(int Number, string Line)> _lines = [];
    private readonly Dictionary<string, (string Value, int Number)> _values = new(StringComparer.Ordinal);
    private readonly bool _hasAssignments;
    private string _quotes = "";
    private bool _wasTaken;

    private LogRecords(bool hasAssignments) => _hasAssignments = hasAssignments;

    /// <summary>The lines of a text, with the kernel's lines in place of the records that hold them.</summary>
    public static IEnumerable<(int Number, string Line)> Unfold(string text, IEnumerable<(int Number, string Line)> lines)
    {
        bool hasAssignments = text.Contains("_TRANSPORT=", StringComparison.Ordinal);
        bool hasRecords = hasAssignments || text.Contains("\"_TRANSPORT\"", StringComparison.Ordinal)
            || text.Contains("\"SYSLOG_IDENTIFIER\"", StringComparison.Ordinal) || text.Contains("\"msg\"", StringComparison.Ordinal);
        return hasRecords ? new LogRecords(hasAssignments).Read(lines) : lines;
    }

    private IEnumerable<(int Number, string Line)> Read(IEnumerable<(int Number, string Line)> lines)
    {
        foreach ((int number, string line) in lines)
        {
            if (WholeRecords(line) is { } whole)
            {
                foreach ((int Number, string Line) said in Flush())
                    yield return said;
                foreach (string said in whole)
                    yield return (number, said);
                _wasTaken = true;
                continue;
            }
            Match member = MemberIn(line);
            Match separator = member.Success ? Match.Empty : Separator().Match(line);
            if (!separator.Success && !member.Success)
            {
                foreach ((int Number, string Line) said in Flush())
                    yield return said;
                yield return (number, line);
                continue;
            }
            string key = member.Groups["key"].Value;
            if (member.Success ? _values.ContainsKey(key) : _values.Count > 0)
            {
                foreach ((int Number, string Line) said in Flush())
                    yield return said;
            }
            _lines.Add((number, line));
            if (!member.Success)
                continue;
            _quotes = member.Groups["quotes"].Value;
            _values.Add(key, (ValueOf(member), number));
        }
        foreach ((int Number, string Line) said in Flush())
            yield return said;
    }

    // "NAME=value" is in many texts; only a journal has a transport among them.
    private Match MemberIn(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return _hasAssignments && line.Contains('=', StringComparison.Ordinal) ? Assignment().Match(line) : Match.Empty;
        return _hasAssignments && Assignment().Match(line) is { Success: true } assignment ? assignment : Member().Match(line);
    }

    /// <summary>What the record at hand says: the kernel's line, or else the lines of the record themselves.</summary>
    private List<(int Number, string Line)> Flush()
    {
        List<(int Number, string Line)> said = [];
        // The braces behind the last record belong to it.
        bool isTail = _values.Count == 0 && _wasTaken;
        if (isTail)
        {
            _lines.Clear();
            return said;
        }
        _wasTaken = false;
        if (MessageOf(name => _values.TryGetValue(name, out (string Value, int Number) found) ? found.Value : null) is { } message)
        {
            int number = (_values.TryGetValue("msg", out (string Value, int Number) at) || _values.TryGetValue("MESSAGE", out at)
                || _values.TryGetValue("message", out at)) ? at.Number : _lines[0].Number;
            foreach (string line in message)
                said.Add((number, _quotes + line));
            _wasTaken = true;
        }
        else
        {
            said.AddRange(_lines);
        }
        _lines.Clear();
        _values.Clear();
        return said;
    }

    /// <summary>The lines of the kernel in a line that is a record of JSON, or a list of them; null where it is none.</summary>
    private static List<string>? WholeRecords(string line)
    {
        int open = line.IndexOf('{', StringComparison.Ordinal);
        if (open < 0 || open + 1 == line.Length
            || (!line.Contains("MESSAGE\"", StringComparison.Ordinal) && !line.Contains("\"message\"", StringComparison.Ordinal)
                && !line.Contains("\"msg\"", StringComparison.Ordinal)))
            return null;
        string before = line[..open].Trim('\u001E');
        if (StringLiterals.PrefixOf(before, before.Length) is not { } prefix)
            return null;
        var said = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line[open..]));
            if (JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
            {
                using (document)
                    Collect(document.RootElement, StringLiterals.QuotesOf(prefix), said);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A record that is cut off says nothing for sure: the line stays what it is.
            return null;
        }
        return said.Count > 0 ? said : null;
    }

    private static void Collect(JsonElement element, string quotes, List<string> said)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                Collect(item, quotes, said);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (MessageOf(name => element.TryGetProperty(name, out JsonElement value) ? TextOf(value) : null) is { } lines)
            {
                foreach (string line in lines)
                    said.Add(quotes + line);
            }
            else if (element.TryGetProperty("dmesg", out JsonElement log))
            {
                Collect(log, quotes, said);
            }
        }
    }

    /// <summary>A message as the lines of a log; null if it is not the kernel's, as far as the record shows.</summary>
    private static IEnumerable<string>? MessageOf(Func<string, string?> find)
    {
        const string NoTime = "0.000000";
        if (find("msg") is { } printed && find("time") is { } time)
            return Lines($"[{(Seconds().IsMatch(time) ? time.Trim() : NoTime)}] ", printed);
        string? message = find("MESSAGE") ?? find("message");
        bool isOfKernel = find("_TRANSPORT") is { } transport ? transport == "kernel" : find("SYSLOG_IDENTIFIER") == "kernel";
        if (message is null || !isOfKernel)
            return null;
        string host = find("_HOSTNAME") is { } name && Host().IsMatch(name) ? name + " " : "";
        return Lines($"[{NoTime}] {host}kernel: ", message);
    }

    private static IEnumerable<string> Lines(string prefix, string message) =>
        message.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => prefix + line);

    private static string ValueOf(Match member)
    {
        string value = member.Groups["value"].Value;
        return value is ['"', ..] && member.Groups["isJson"].Success ? StringLiterals.Decode(value) ?? value : value;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        // journalctl writes what is no UTF-8 as a list of bytes.
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetByte(out _)) =>
            Encoding.UTF8.GetString([.. value.EnumerateArray().Select(item => item.GetByte())]),
        _ => null,
    };

    // "MESSAGE" : "...",
    [GeneratedRegex(
        @"^(?<quotes>(?:> ?)*)\s*(?<isJson>"")(?<key>\w{1,64})""\s*:\s*"
        + @"(?<value>""(?:[^""\\]|\\.)*""|-?[0-9][0-9.]*|null|true|false)\s*,?\s*$")]
    private static partial Regex Member();

    // _TRANSPORT=kernel
    [GeneratedRegex("^(?<quotes>(?:> ?)*) *(?<key>_{0,2}[A-Z][A-Z0-9_]{1,63})=(?<value>.*)$")]
    private static partial Regex Assignment();

    // Braces, the list of dmesg, and the line with date and cursor that starts a record of "journalctl -o verbose".
    [GeneratedRegex(
        @"^(?:> ?)*\s*(?:[\[\]{}, ]+|\{?\s*""dmesg""\s*:\s*\[?\s*\{?"
        + @"|\p{L}{1,5}\.? [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,15} [\w+-]{2,6} \[s=[0-9a-f]+;.*)$")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\s*[0-9]{1,8}\.[0-9]{1,9}$")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"^[\w.-]{1,64}$")]
    private static partial Regex Host();
}

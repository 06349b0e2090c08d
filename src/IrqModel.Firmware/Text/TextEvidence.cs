using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>Reads a text: takes the wrapping off its lines and gives each line to the reader that knows it.</summary>
internal static partial class TextEvidence
{
    /// <summary>A longer line is read up to here only: no tool prints such lines.</summary>
    private const int LongestLine = 16_384;

    private const int LongestQuote = 200;

    private static readonly string[] GapWords = ["snip", "cut", "truncated", "output truncated", "omitted", "skipped", "lines "];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the input.</param>
    /// <param name="firstLine">The number of the text's first line.</param>
    /// <param name="evidence">Takes what is found.</param>
    /// <param name="isListing">Whether the caller knows that it is the output of lspci.</param>
    public static void Read(string text, string source, int firstLine, EvidenceBuilder evidence, bool isListing = false)
    {
        if (BoardFile.Accepts(text))
        {
            try
            {
                BoardFile.Read(text, source, evidence);
                return;
            }
            catch (FirmwareFormatException error)
            {
                evidence.Add(error);
            }
        }
        ReadLines(text, source, firstLine, evidence, isListing);
    }

    private static void ReadLines(string text, string source, int firstLine, EvidenceBuilder evidence, bool isListing)
    {
        var runs = new PciRuns(source, evidence);
        TextReaderPart[] readers = ReadersFor(source, evidence, runs, isListing);
        int skipped = 0;
        TextLine first = default;
        bool wasTaken = false;
        var signs = new LineSigns();
        foreach (TextLine line in CleanLines(text, firstLine, signs))
        {
            evidence.LineRead = (source, line.Number);
            if (line.Text.Contains("ermi", StringComparison.Ordinal) && Refusal().IsMatch(line.Text))
            {
                evidence.Add(new EvidenceProblem(
                    source, EvidenceSeverity.Warning, $"a command was not allowed to read something: \"{Quote(line)}\"; run it as root")
                {
                    Line = line.Number,
                });
            }
            // grep puts "--" where it leaves out lines; elsewhere it is the end of a mail.
            bool isTaken = line.Body == "--" ? wasTaken && Leave(line.Number, readers) : TryRead(line, readers, runs, evidence);
            if (!isTaken)
            {
                evidence.Headings.Note(source, line.Number, line.Body);
                if (skipped++ == 0)
                    first = line;
            }
            wasTaken = isTaken;
        }
        // What readers add now may be of any prompt's machine: it has lines, which tell.
        evidence.Prompts.EndText();
        evidence.Headings.EndText();
        evidence.LineRead = null;
        foreach (TextReaderPart reader in readers)
            reader.End();
        runs.End();
        if (signs.Removed is { Count: > 0 and int removed, FirstLine: int firstRemoved })
        {
            evidence.Add(new EvidenceProblem(
                source,
                EvidenceSeverity.Note,
                $"a diff shows two states; the later one is read, and "
                + (removed == 1 ? "1 line of the earlier one is left out" : $"{removed} lines of the earlier one are left out"))
            {
                Line = firstRemoved,
            });
        }
        if (skipped > 0)
        {
            evidence.Add(new SkippedText(source, skipped, first.Number, Quote(first)));
        }
    }

    /// <summary>The lines without their wrapping, each with the one that follows.</summary>
    private static IEnumerable<TextLine> CleanLines(string text, int firstLine, LineSigns signs)
    {
        TextLine? held = null;
        foreach ((int number, string raw) in StringLiterals.Unfold(
            text, LogRecords.Unfold(text, HardwareJson.Unfold(text, TextLines.Split(text, firstLine)))))
        {
            TextLine line = LineCleaner.Clean(raw.Length > LongestLine ? raw[..LongestLine] : raw, number, signs);
            if (line.IsRemoved)
                continue;
            if (held is { } before)
                yield return before with { Following = line.Text };
            held = line;
        }
        if (held is { } last)
            yield return last;
    }

    /// <summary>Gives a line to its reader; false for a line that none knows.</summary>
    private static bool TryRead(TextLine line, TextReaderPart[] readers, PciRuns runs, EvidenceBuilder evidence)
    {
        string body = line.Body;
        if (body == "*" && readers.Any(reader => reader.TryRead(line)))
            return true;
        // A lone star is an empty line of a comment, unless it stands for repeated rows of a dump.
        if (body is "" or "*" || (body[0] is '`' or '~' or '{' or '}' or '[' && Fence().IsMatch(body)))
        {
            foreach (TextReaderPart reader in readers)
                reader.Blank(line.Number);
            return true;
        }
        if (MayBeGapMark(body) && GapMark().IsMatch(body))
            return Leave(line.Number, readers);
        if (!line.IsKernelLog && CommandIn(line) is { } prompt)
        {
            string command = prompt.Groups["command"].Value.Trim();
            // A prompt without a name says nothing; "$ lspci" may follow one that has a name. "ann@example.org wrote: > lspci" is a mail's.
            if (prompt.Groups["host"] is { Success: true } host && !line.Text.Contains(" wrote", StringComparison.Ordinal))
                runs.NamePrompt(line.Number, host.Value);
            evidence.Prompts.NoteCommand(command);
            // "# Guest" has the form of a prompt.
            if (body[0] == '#')
                evidence.Headings.Note(evidence.LineRead!.Value.Source, line.Number, body);
            foreach (TextReaderPart reader in readers)
                reader.Command(line.Number, command);
            return true;
        }
        // Messages of tools come from another stream: they stand in the middle of anything.
        if (!line.IsKernelLog && MayBeToolMessage(body) && ToolMessage().IsMatch(body))
            return false;
        TextReaderPart? taker = null;
        foreach (TextReaderPart reader in readers)
        {
            if (!reader.TryRead(line))
                continue;
            taker = reader;
            break;
        }
        foreach (TextReaderPart reader in readers)
        {
            if (reader != taker)
                reader.Foreign(line.Number);
            if (taker is null)
                reader.Unknown(line);
        }
        return taker is not null;
    }

    // The looks below cost little and spare most lines an expression. Words of a mark stand alone: a longer line is none.
    private static bool MayBeGapMark(string body)
    {
        const int LongestMark = 80;
        if (body[0] is '.' or '[' or '-' or '(' or '<')
            return true;
        if (body.Length > LongestMark)
            return false;
        foreach (string word in GapWords)
        {
            if (body.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool MayBeCommand(string body) => body[0] is '/' or 's' or 'l' or 'd' or 'j' or 'u' or 'p' or 'c' or 'v';

    private static bool MayBeToolMessage(string body) =>
        body[0] is '-' or 'l' or 'p' or 's' or 'b' or 'z' or 'c' or 'd' && body.Contains(": ", StringComparison.Ordinal);

    private static bool Leave(int number, TextReaderPart[] readers)
    {
        foreach (TextReaderPart reader in readers)
            reader.Gap(number);
        return true;
    }

    /// <summary>The readers, in the order in which they are asked: those with the strictest forms first.</summary>
    private static TextReaderPart[] ReadersFor(string source, EvidenceBuilder evidence, PciRuns runs, bool isListing) =>
    [
        new KernelLogReader(source, evidence, runs),
        new TableTextReader(source, evidence),
        new EncodedTextReader(source, evidence),
        new IommuDebugReader(source, evidence),
        new IrqDebugReader(source, evidence),
        new InterruptsReader(source, evidence),
        new IommuGroupReader(source, evidence, runs),
        new PciconfReader(runs),
        new LshwReader(source, runs, evidence),
        new SysLinkReader(runs),
        new TableNamesReader(source, evidence),
        new DmiReader(source, evidence),
        new FactReader(source, evidence),
        new InventoryReader(runs),
        new LspciTreeReader(runs),
        new LspciReader(runs) { IsKnownListing = isListing },
    ];

    private static string Quote(TextLine line) => line.Body.Length > LongestQuote ? line.Body[..LongestQuote] : line.Body;

    private static Match? CommandIn(TextLine line)
    {
        if (line.Text.AsSpan().IndexOfAny("$#%>") >= 0 && Prompt().Match(line.Text) is { Success: true } prompt)
            return prompt;
        return MayBeCommand(line.Body) && BareCommand().Match(line.Text) is { Success: true } command ? command : null;
    }

    [GeneratedRegex(
        @"^(?:`{3,}|~{3,}|\{\{\{|\}\}\}|\[/?(?:code|quote|pre)(?:=[^\]]*)?\]|\{/?(?:code|noformat)(?::[^}]*)?\})[\w ]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Fence();

    [GeneratedRegex(
        @"^(?:\.{3,}|\[\s*\.{2,}\s*\]|-- ?more ?--.*|\(\.{2,}\)|<\.{2,}>|[\[<(-]*\s*(?:snip|snipped|cut|truncated"
        + @"|output truncated|omitted|skipped)[^\w]*|lines [0-9]+-[0-9]+.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex GapMark();

    [GeneratedRegex(
        @"^\s*(?:\[[\w.-]+@(?<host>[\w.-]+) [^\]]{0,200}\][$#%] ?|[\w.-]{1,64}@(?<host>[\w.-]{1,64})[: ][^$#%>]{0,200}[$#%>] ?"
        + @"|\(?[\w.-]*\)?[$#%] +|(?<host>[\w.-]{1,64}):[~/][^$#%>]{0,200}[$#%] )(?<command>[A-Za-z./][^|]*.*)$")]
    private static partial Regex Prompt();

    [GeneratedRegex(
        @"^\s*(?<command>(?:sudo )?(?:/\w+/)*(?:(?:lspci|dmesg|journalctl|pciconf)(?: -[\w:. -]*| \|.*|)|(?:uname|systemd-detect-virt|virt-what)(?: -[a-z]{1,8})*)"
        + @"|(?:sudo )?(?:cat|ls(?: -\w+)*) /(?:proc|sys)/\S+)$")]
    private static partial Regex BareCommand();

    [GeneratedRegex(@"^(?:dmesg|cat|lspci|ls|pcilib|grep|find|tail): .*(?:Operation not permitted|Permission denied)")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^(?:lspci|pcilib|sudo|bash|sh|setpci|-bash|zsh|cat|dmesg): ")]
    private static partial Regex ToolMessage();
}

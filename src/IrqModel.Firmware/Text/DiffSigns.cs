using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The signs of a unified diff. It shows two states, and the later one is read: added lines and those that stay. A heading says how many
/// lines follow; without one, "+" before what starts a line is the sign of an added line.
/// </summary>
internal sealed partial class DiffSigns
{
    private int _line;
    private int _lastTaken = -1;

    // The lines of each state that the heading still announces.
    private int _oldLines;
    private int _newLines;
    private int _depth;

    /// <summary>Takes the sign off; a heading becomes the mark that something is left out.</summary>
    /// <param name="lineNumber">The number of the line: each of a text has the next.</param>
    /// <param name="line">The line.</param>
    /// <param name="at">Where it starts.</param>
    /// <param name="depth">How many signs were taken off before.</param>
    /// <param name="isRemoved">Whether the line belongs to the earlier state.</param>
    public bool TryTake(int lineNumber, ref string line, ref int at, int depth, ref bool isRemoved)
    {
        _line = lineNumber;
        if (_lastTaken == _line)
            return false;
        if (_oldLines > 0 || _newLines > 0)
        {
            if (depth < _depth)
                return false;
            if (depth == _depth && TryTakeAnnounced(line, ref at, ref isRemoved))
                return true;
            (_oldLines, _newLines) = (0, 0);
        }
        if (at >= line.Length)
            return false;
        return line[at] switch
        {
            '@' => TryTakeHeading(ref line, ref at, depth),
            '+' => TryTakeAdded(line, ref at),
            '-' => TryTakeRemoved(line, at, ref isRemoved),
            _ => false,
        };
    }

    private bool TryTakeHeading(ref string line, ref int at, int depth)
    {
        if (Heading().Match(line, at) is not { Success: true } heading)
            return false;
        _oldLines = heading.Groups["old"].Success ? Numbers.Int(heading.Groups["old"]) ?? 0 : 1;
        _newLines = heading.Groups["new"].Success ? Numbers.Int(heading.Groups["new"]) ?? 0 : 1;
        (_depth, _lastTaken) = (depth, _line);
        bool isStart = Numbers.Int(heading.Groups["first"]) <= 1;
        (line, at) = (isStart ? "" : "...", 0);
        return true;
    }

    private bool TryTakeAnnounced(string line, ref int at, ref bool isRemoved)
    {
        // Editors take the space off a line that is empty but for it.
        int empty = _line - _lastTaken - 1;
        _oldLines -= empty;
        _newLines -= empty;
        if (empty > 1 || (_oldLines <= 0 && _newLines <= 0))
            return false;
        switch (at < line.Length ? line[at] : ' ')
        {
            case ' ':
                _oldLines--;
                _newLines--;
                break;
            case '+':
                _newLines--;
                break;
            case '-':
                _oldLines--;
                isRemoved = true;
                break;
            case '\\':
                isRemoved = true;
                break;
            default:
                return false;
        }
        at = Math.Min(at + 1, line.Length);
        _lastTaken = _line;
        return true;
    }

    private bool TryTakeAdded(string line, ref int at)
    {
        ReadOnlySpan<char> content = line.AsSpan(at + 1);
        // A word alone may be a row of base64, and "+-" is a branch of a tree.
        bool isStart = LineContent.IsCertain(content) || (LineContent.IsWord(content) && content.Contains(' '));
        if (!isStart && (_lastTaken != _line - 1 || content is ['-' or '+', ..]))
            return false;
        _lastTaken = _line;
        at++;
        return true;
    }

    private bool TryTakeRemoved(string line, int at, ref bool isRemoved)
    {
        ReadOnlySpan<char> content = line.AsSpan(at + 1);
        if (_lastTaken != _line - 1 || (!LineContent.IsCertain(content) && !LineContent.IsWord(content)))
            return false;
        _lastTaken = _line;
        isRemoved = true;
        return true;
    }

    [GeneratedRegex(@"\G@@ -[0-9]{1,9}(?:,(?<old>[0-9]{1,9}))? \+(?<first>[0-9]{1,9})(?:,(?<new>[0-9]{1,9}))? @@")]
    private static partial Regex Heading();
}

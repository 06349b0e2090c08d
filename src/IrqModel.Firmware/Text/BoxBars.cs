namespace IrqModel.Firmware;

/// <summary>
/// The bars of a box or of a table with one column: "| text |". The first line of a box shows that it is none of a tree, where bars are
/// branches: after the bar and a space comes what starts a line.
/// </summary>
internal sealed class BoxBars
{
    private const int ShortestBorder = 4;
    private int _lastTaken = -1;
    private char _bar;
    private int _column;

    /// <summary>Takes the bar off; a border becomes an empty line.</summary>
    /// <param name="lineNumber">The number of the line: each of a text has the next.</param>
    /// <param name="line">The line.</param>
    /// <param name="at">Where it starts.</param>
    public bool TryTake(int lineNumber, ref string line, ref int at)
    {
        int start = at;
        while (start < line.Length && line[start] is ' ' or '\t')
            start++;
        if (start == line.Length || line[start] is not ('|' or '+' or (>= '\u2500' and <= '\u257F')) || _lastTaken == lineNumber)
            return false;
        ReadOnlySpan<char> rest = line.AsSpan(start);
        if (IsBorder(rest.TrimEnd()))
        {
            // A border between two rows does not end the box.
            if (_lastTaken == lineNumber - 1)
                _lastTaken = lineNumber;
            (line, at) = ("", 0);
            return true;
        }
        char bar = line[start];
        if (bar is not ('|' or '\u2502' or '\u2503' or '\u2551') || rest is not ([_] or [_, ' ' or '\t', ..]))
            return false;
        ReadOnlySpan<char> content = rest.Length > 1 && rest[1] == ' ' ? rest[2..] : rest[1..];
        bool isInside = _lastTaken == lineNumber - 1 && bar == _bar && start == _column;
        if (!isInside && !LineContent.IsCertain(content) && !LineContent.IsWord(content))
            return false;
        (_lastTaken, _bar, _column) = (lineNumber, bar, start);
        at = line.Length - content.Length;
        content = content.TrimEnd();
        if (content.EndsWith([' ', bar]) || (content.Length == 1 && content[0] == bar))
            line = line[..(at + content.Length - 1)];
        return true;
    }

    private static bool IsBorder(ReadOnlySpan<char> line)
    {
        if (line.Length < ShortestBorder)
            return false;
        if (line[0] == '+')
            return line[^1] == '+' && line[1..].IndexOfAnyExcept('+', '-', '=') < 0;
        return line[0] != '|' && line[1] is >= '\u2500' and <= '\u257F' && line.IndexOfAnyExceptInRange('\u2500', '\u257F') < 0;
    }
}

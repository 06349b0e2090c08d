using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>
/// The numbers and names that <c>grep -n</c> and <c>grep -Hn</c> put before lines: "12:" and "dmesg.txt:12:" before those that match,
/// "11-" and "dmesg.txt-11-" before those around them. The numbers rise. Slots, times and rows start with numbers too: what may be one of
/// these is left alone.
/// </summary>
internal sealed class GrepNumbers
{
    private const int MostDigits = 8;
    private const int LongestName = 200;
    private const int ShortestSegment = 4;

    private int _line;
    private int _lastTaken = -1;
    private int _number;
    private string _name = "";
    private bool _isAfterGap;

    /// <summary>Takes the name and the number off.</summary>
    /// <param name="lineNumber">The number of the line: each of a text has the next.</param>
    /// <param name="line">The line.</param>
    /// <param name="at">Where it starts.</param>
    public bool TryTake(int lineNumber, string line, ref int at)
    {
        _line = lineNumber;
        if (at >= line.Length || _lastTaken == _line)
            return false;
        if (line[at] == '-' && line.AsSpan(at) is "--" && _lastTaken == _line - 1)
        {
            (_lastTaken, _isAfterGap) = (_line, true);
            return false;
        }
        return char.IsAsciiDigit(line[at]) && TryTakeNumber(line, at, at, ref at) || TryTakeName(line, ref at);
    }

    private bool TryTakeName(string line, ref int at)
    {
        if (!IsOfName(line[at]))
            return false;
        int last = Math.Min(line.Length - 1, at + LongestName);
        for (int end = at + 1; end < last && (IsOfName(line[end]) || line[end] == ':'); end++)
        {
            // A file of the run before may have a name with a number in it.
            bool mayEnd = line[end] is ':' or '-' && char.IsAsciiDigit(line[end + 1]);
            if (mayEnd && TryTakeNumber(line, at, end + 1, ref at))
                return true;
            if (line[end] == ':')
                return false;
        }
        return false;
    }

    /// <summary>Takes what ends with a number.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the name of the file starts, or the number where there is none.</param>
    /// <param name="digits">Where the number starts.</param>
    /// <param name="at">Becomes the place behind the number.</param>
    private bool TryTakeNumber(string line, int start, int digits, ref int at)
    {
        int count = LineContent.Digits(line, digits);
        int end = digits + count;
        if (count is 0 or > MostDigits || line[digits] == '0' || end >= line.Length || line[end] is not (':' or '-'))
            return false;
        bool isMatch = line[end] == ':';
        ReadOnlySpan<char> name = line.AsSpan(start, Math.Max(0, digits - 1 - start));
        if (name.Length > 0 && line[digits - 1] != line[end])
            return false;
        int number = int.Parse(line.AsSpan(digits, count), CultureInfo.InvariantCulture);
        bool isNext = _lastTaken == _line - 1 && number > _number && name.SequenceEqual(_name);
        ReadOnlySpan<char> content = line.AsSpan(end + 1);
        if (!(isNext ? Follows(content, number, name.Length > 0) : Starts(content, number, count, isMatch, name.Length > 0)))
            return false;
        if (!isNext && !name.SequenceEqual(_name))
            _name = name.ToString();
        (_lastTaken, _number, _isAfterGap, at) = (_line, number, false, end + 1);
        return true;
    }

    private bool Follows(ReadOnlySpan<char> content, int number, bool hasName) =>
        // "17:00.0" is a slot, and "12:16:06" a time.
        !IsRestOfSlot(content) && (number == _number + 1 || _isAfterGap || hasName || (!MayBeTime(content)
            && !(number >= 1000 && LineContent.IsSlot(content)) && (LineContent.IsCertain(content) || LineContent.IsWord(content))));

    private static bool Starts(ReadOnlySpan<char> content, int number, int digits, bool isMatch, bool hasName)
    {
        if (!isMatch)
            return LineContent.IsStamp(content) || LineContent.IsSlot(content);
        if (hasName)
            return LineContent.IsCertain(content) || LineContent.IsWord(content);
        // "1000:3b:00.0" is in segment 1000h, and "12:16:06.1" may be a time.
        if (LineContent.IsSlot(content) && (digits >= ShortestSegment || (number < 24 && digits == 2 && MayBeTime(content))))
            return false;
        return LineContent.IsCertain(content) || LineContent.IsWord(content);
    }

    private static bool IsRestOfSlot(ReadOnlySpan<char> content) =>
        content is [_, _, '.', >= '0' and <= '7', ..] && char.IsAsciiHexDigit(content[0]) && char.IsAsciiHexDigit(content[1]);

    private static bool MayBeTime(ReadOnlySpan<char> content) =>
        content is [>= '0' and <= '5', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9', ..];

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '_' or '-' or '+' or '~' or '@';
}

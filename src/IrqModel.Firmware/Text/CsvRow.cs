using System.Text;

namespace IrqModel.Firmware;

/// <summary>
/// A row of a spreadsheet or of a log collector's export: cells with commas or semicolons between them, some of them quoted. Its cells
/// make the line that they were taken from.
/// </summary>
internal static class CsvRow
{
    private const int MostCells = 64;

    /// <summary>The cells as one line; null if the line is no such row, or none of a log or a listing.</summary>
    public static string? Join(string line)
    {
        if (!MayBeRow(line) || Cells(line) is not { } cells)
            return null;
        bool isOfListing = !cells[0].Contains(' ', StringComparison.Ordinal) && LineContent.IsSlot(cells[0] + " ");
        // Dates and sentences have commas too: without quotes only a slot shows a table.
        if (!isOfListing && (!line.Contains('"', StringComparison.Ordinal) || (!IsDate(cells[0]) && !cells.Exists(IsOfKernel))))
            return null;
        var joined = new StringBuilder(cells[0]);
        for (int n = 1; n < cells.Count; n++)
        {
            // lspci writes the class of a function, a colon, and its name.
            joined.Append(isOfListing && n == 2 ? ": " : " ").Append(cells[n]);
        }
        return joined.ToString();
    }

    private static bool MayBeRow(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().TrimStart();
        if (text.IsEmpty || (text[0] != '"' && !char.IsAsciiHexDigit(text[0])) || text.IndexOfAny(',', ';') < 0)
            return false;
        int first = text[0] == '"' ? text[1..].IndexOf('"') + 2 : text.IndexOfAny(",;\"");
        return first > 0 && first < text.Length && text[first] is ',' or ';';
    }

    private static bool IsDate(string cell) => cell is [>= '0' and <= '9', _, _, >= '0' and <= '9', '-', _, _, '-', _, _, ' ' or 'T', ..];

    private static bool IsOfKernel(string cell) =>
        LineContent.IsStamp(cell) || cell == "kernel" || cell.StartsWith("kernel:", StringComparison.Ordinal);

    /// <summary>The cells that are not empty; null if the line is not made of cells, or of one only.</summary>
    private static List<string>? Cells(string line)
    {
        var cells = new List<string>();
        string text = line.Trim();
        char separator = '\0';
        for (int at = 0; at < text.Length; at++)
        {
            int end = text[at] == '"' ? EndOfQuoted(text, at) : EndOfPlain(text, at, separator);
            if (end < 0 || cells.Count == MostCells)
                return null;
            if (end < text.Length && separator == '\0')
                separator = text[end];
            if (end < text.Length && (text[end] != separator || separator is not (',' or ';')))
                return null;
            string cell = text[at] == '"' ? text[(at + 1)..(end - 1)].Replace("\"\"", "\"", StringComparison.Ordinal) : text[at..end];
            if (cell.Trim() is { Length: > 0 } content)
                cells.Add(content);
            at = end;
        }
        return cells.Count > 1 ? cells : null;
    }

    private static int EndOfQuoted(string text, int start)
    {
        for (int at = start + 1; at < text.Length; at++)
        {
            if (text[at] != '"')
                continue;
            if (at + 1 == text.Length || text[at + 1] != '"')
                return at + 1;
            at++;
        }
        return -1;
    }

    // A quote inside of a cell without quotes is none of a table.
    private static int EndOfPlain(string text, int start, char separator)
    {
        int end = separator == '\0' ? text.AsSpan(start).IndexOfAny(',', ';') : text.AsSpan(start).IndexOf(separator);
        end = end < 0 ? text.Length : start + end;
        return text.AsSpan(start, end - start).Contains('"') ? -1 : end;
    }
}

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Says in a menu what moves where.</summary>
internal static class MoveTitle
{
    private const int NamesAtMost = 3;

    public static string Down(List<Move> moves) => $"Move {Seconds(moves)} behind {Firsts(moves)}";

    public static string Up(List<Move> moves) => $"Move {Firsts(moves)} before {Seconds(moves)}";

    private static string Firsts(List<Move> moves) => Join(moves.GroupBy(move => move.First).OrderBy(group => group.Key).Select(NameOf));

    private static string Seconds(List<Move> moves) => Join(moves.GroupBy(move => move.Second).OrderBy(group => group.Key).Select(NameOf));

    // Of several operations in one statement the outermost names it.
    private static string NameOf(IGrouping<int, Move> moves) =>
        moves.OrderByDescending(move => move.Finding.Location.SourceSpan.Length).First().NameAt(moves.Key);

    private static string Join(IEnumerable<string> names)
    {
        var quoted = names.Distinct(StringComparer.Ordinal).Select(name => $"'{name}'").ToList();
        if (quoted.Count == 1) return quoted[0];
        if (quoted.Count > NamesAtMost) return $"{quoted.Count} calls";
        return string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }
}

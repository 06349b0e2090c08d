namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Says in a menu what moves where.</summary>
internal static class MoveTitle
{
    private const int NamesAtMost = 3;

    public static string Down(List<Move> moves) => $"Move {Dependents(moves)} behind {Enablers(moves)}";

    public static string Up(List<Move> moves) => $"Move {Enablers(moves)} before {Dependents(moves)}";

    private static string Enablers(List<Move> moves) =>
        Join(moves.GroupBy(move => move.Enabling).OrderBy(group => group.Key).Select(group => group.First().Enabler.Name));

    // Of several operations in one statement the outermost names it.
    private static string Dependents(List<Move> moves) =>
        Join(moves.GroupBy(move => move.Dependent).OrderBy(group => group.Key)
            .Select(group => group.OrderByDescending(move => move.Finding.Location.SourceSpan.Length).First().Operation.Name));

    private static string Join(IEnumerable<string> names)
    {
        var quoted = names.Distinct(StringComparer.Ordinal).Select(name => $"'{name}'").ToList();
        if (quoted.Count == 1) return quoted[0];
        if (quoted.Count > NamesAtMost) return $"{quoted.Count} calls";
        return string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }
}

using System.Globalization;
using IrqModel.Firmware;
using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Report;

/// <summary>The functions that remapping entries of debugfs are for.</summary>
internal static class ShownEntries
{
    private const int MostFunctions = 5;
    private const int MostEntries = 4;

    /// <summary>A sentence on them, or none.</summary>
    /// <param name="explanation">The explanation.</param>
    public static IEnumerable<string> Lines(Explanation explanation)
    {
        var entries = explanation.Evidence.RemappingEntries.Where(entry => entry.Requester is not null)
            .GroupBy(entry => (entry.Requester!.Value, entry.Unit)).ToArray();
        if (entries.Length == 0) yield break;
        var named = string.Join("; ", entries.Take(MostFunctions).Select(Describe));
        var more = entries.Length > MostFunctions ? $"; and {entries.Length - MostFunctions} more ids" : "";
        yield return $"  Shown: debugfs has remapping entries that admit messages of {named}{more}. "
            + "A message that names one of them with that requester id arrives; that the function sends such messages, entries do not show.";
    }

    private static string Describe(IGrouping<(RequesterId Requester, string? Unit), RemappingEntry> group)
    {
        var count = group.Count();
        var of = group.Key.Unit is { } unit ? $" of {unit}" : "";
        var shown = string.Join(", ", group.Take(MostEntries).Select(Describe)) + (count > MostEntries ? ", and more" : "");
        return $"{group.Key.Requester} ({count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? "entry" : "entries")}{of}: {shown})";
    }

    private static string Describe(RemappingEntry entry) => entry.Index.ToString(CultureInfo.InvariantCulture)
        + (entry.Vector is { } vector ? $" with vector 0x{vector.ToString("x2", CultureInfo.InvariantCulture)}" : "");
}

using IrqModel.Firmware;

namespace IrqModel.Tool.Report;

/// <summary>What of the inputs was not read. Files of a folder or an archive in which nothing was recognised share a line.</summary>
internal static class InputSummary
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(Evidence evidence)
    {
        var read = evidence.Parts.Select(part => part.Source).ToHashSet(StringComparer.Ordinal);
        var useless = new List<string>();
        foreach (var skipped in evidence.Skipped)
        {
            if (read.Contains(skipped.Source) || !IsInside(skipped.Source))
                yield return $"{skipped.Source}: {Words.Count(skipped.Count, "line")} skipped, the first is line {skipped.FirstLine}: {skipped.FirstText}";
            else useless.Add(skipped.Source);
        }

        foreach (var folder in useless.Concat(evidence.Problems.Where(IsOfNoUse).Select(problem => problem.Source))
            .Distinct(StringComparer.Ordinal)
                     .GroupBy(source => source[..source.IndexOf(':', StringComparison.Ordinal)], StringComparer.Ordinal))
            yield return $"{folder.Key}: {Words.Count(folder.Count(), "file")} in which nothing was recognised, the first is {folder.First()[(folder.Key.Length + 1)..]}";
    }

    /// <summary>Whether a problem is that a file of a folder or an archive is neither text nor a table: a picture, a program.</summary>
    public static bool IsOfNoUse(EvidenceProblem problem) => IsInside(problem.Source)
        && (problem.Text.StartsWith("bytes that are no text", StringComparison.Ordinal)
        || problem.Text.StartsWith("a picture", StringComparison.Ordinal)
            || problem.Text.StartsWith("a PDF document", StringComparison.Ordinal));

    private static bool IsInside(string source) => source.Contains(':', StringComparison.Ordinal);
}

using System.Collections.Immutable;
using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Finds the best pairing of expected and reported diagnostics and words what is left over.</summary>
internal static class DiagnosticMatcher
{
    /// <summary>Fails unless every diagnostic has its exact partner; also gives every pair to <paramref name="furtherCheck"/>.</summary>
    public static void Verify(
        IReadOnlyList<DiagnosticResult> expected,
        IReadOnlyList<Diagnostic> actual,
        DiagnosticFormatter formatter,
        Action<Diagnostic, DiagnosticResult, IVerifier>? furtherCheck,
        IVerifier verifier)
    {
        var columns = expected.Select(one => actual.Select(other => new DiagnosticComparison(one, other)).ToArray()).ToArray();
        var assignment = BestAssignment.Find(expected.Count, actual.Count, (row, column) => columns[row][column].Cost);
        var pairs = assignment.Select((column, row) => column < 0 ? null : columns[row][column]).OfType<DiagnosticComparison>().ToList();
        var together = pairs.Where(pair => pair.Cost == 0 || pair.IsSamePlaceOrRule).ToList();
        var missing = expected.Where((_, row) => !IsTogether(row)).ToList();
        var paired = together.Select(pair => pair.Actual).ToHashSet(ReferenceEqualityComparer.Instance);
        var unexpected = actual.Where(diagnostic => !paired.Contains(diagnostic)).ToList();
        var different = together.Where(pair => pair.Cost > 0).ToList();

        if (missing.Count + unexpected.Count + different.Count > 0)
            verifier.Fail(Describe(expected.Count, actual, missing, unexpected, different, formatter));
        foreach (var pair in pairs)
            furtherCheck?.Invoke(pair.Actual, pair.Expected, verifier);

        bool IsTogether(int row) => assignment[row] >= 0 && together.Contains(columns[row][assignment[row]]);
    }

    private static string Describe(
        int expectedCount,
        IReadOnlyList<Diagnostic> actual,
        List<DiagnosticResult> missing,
        List<Diagnostic> unexpected,
        List<DiagnosticComparison> different,
        DiagnosticFormatter formatter)
    {
        var text = new StringBuilder(expectedCount == actual.Count
            ? "The reported diagnostics are not the expected ones"
            : $"{expectedCount} diagnostics were expected, {actual.Count} were reported").Append('\n');

        AppendAll("Expected, but not reported:", missing.Select(formatter.Format));
        AppendAll("Reported, but not expected:", unexpected.Select(formatter.Format));
        AppendAll("Reported otherwise than expected:", different.Select(pair =>
            $"{formatter.Format(pair.Expected)}\n{string.Join("\n", pair.Differences.Select(difference => "    " + difference))}"));
        AppendAll("Diagnostics:", actual.Count == 0 ? ["NONE."] : actual.Select(formatter.Format));
        return text.ToString();

        void AppendAll(string heading, IEnumerable<string> entries)
        {
            var blocks = entries.ToImmutableArray();
            if (blocks.IsEmpty)
                return;
            text.Append('\n').Append(heading).Append('\n');
            foreach (var line in blocks.SelectMany(block => block.Split('\n')))
                text.Append("    ").Append(line).Append('\n');
        }
    }
}

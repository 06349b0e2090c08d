using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How often a fix may be applied if the test does not say.</summary>
internal sealed class IterationDefaults(
    SolutionState test, SolutionState fixedState, SolutionState batchFixed, ImmutableArray<string> fixableIds)
{
    private IEnumerable<DiagnosticResult> Fixable => test.ExpectedDiagnostics.Where(expected => fixableIds.Contains(expected.Id));

    public int OneByOne => FileEquality.AreEqual(test, fixedState, recursive: true) ? 0 : -Fixable.Count();

    public int InDocument => FileEquality.AreEqual(test, batchFixed, recursive: true)
        ? 0
        : -Fixable.Select(expected => expected.HasLocation ? expected.Spans[0].Span.Path : string.Empty).Distinct().Count();

    public int InProject
    {
        get
        {
            var primary = FileEquality.AreEqual(test, batchFixed, recursive: false) ? 0 : 1;
            return -primary - test.AdditionalProjects.Count(project =>
                !batchFixed.AdditionalProjects.TryGetValue(project.Key, out var match)
                || !FileEquality.AreEqual(project.Value, match, recursive: true));
        }
    }

    public int InSolution => FileEquality.AreEqual(test, batchFixed, recursive: true)
        ? 0
        : -test.AdditionalProjects.Values.Select(project => project.Language).Append(test.Language).Distinct().Count();
}

using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Whether two sets of files are the same: paths, contents, encodings, in order.</summary>
internal static class FileEquality
{
    public static bool AreEqual(SourceFileCollection one, SourceFileCollection other) =>
        one.Count == other.Count && one.Zip(other).All(pair => AreEqual(pair.First, pair.Second));

    /// <summary>Whether the files of two projects are the same; those of their additional projects too if asked.</summary>
    public static bool AreEqual(ProjectState one, ProjectState other, bool recursive)
    {
        if (!AreEqual(one.Sources, other.Sources)
            || !AreEqual(one.AdditionalFiles, other.AdditionalFiles)
            || !AreEqual(one.AnalyzerConfigFiles, other.AnalyzerConfigFiles))
            return false;
        if (!recursive || one is not SolutionState first || other is not SolutionState second)
            return true;
        return first.AdditionalProjects.Count == second.AdditionalProjects.Count
            && first.AdditionalProjects.All(project =>
                second.AdditionalProjects.TryGetValue(project.Key, out var match) && AreEqual(project.Value, match, recursive: true));
    }

    private static bool AreEqual((string Path, SourceText Text) one, (string Path, SourceText Text) other) =>
        one.Path == other.Path
        && Equals(one.Text.Encoding, other.Text.Encoding)
        && one.Text.ChecksumAlgorithm == other.Text.ChecksumAlgorithm
        && one.Text.ContentEquals(other.Text);
}

using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Testing;

/// <summary>A way to end lines.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Characters">What it is.</param>
internal sealed record LineEnding(string Name, string Characters)
{
    public static LineEnding Lf { get; } = new("LF", "\n");

    public static LineEnding CrLf { get; } = new("CRLF", "\r\n");

    /// <summary>Those that the sources do not use throughout; none if they have no line end at all.</summary>
    public static IEnumerable<LineEnding> NotUsedThroughout(IEnumerable<SolutionState> states)
    {
        var texts = states.SelectMany(Files).SelectMany(files => files).Select(file => file.content.ToString()).ToList();
        var hasCrLf = texts.Exists(text => text.Contains("\r\n", StringComparison.Ordinal));
        var hasLf = texts.Exists(text => text.Replace("\r\n", "").Contains('\n'));
        if (hasCrLf)
            yield return Lf;
        if (hasLf)
            yield return CrLf;
    }

    /// <summary>Ends every line of every source in this way; returns what puts the sources back as they were.</summary>
    public Action ApplyTo(IEnumerable<SolutionState> states)
    {
        var undo = new List<Action>();
        foreach (var files in states.SelectMany(Files))
        {
            for (var i = 0; i < files.Count; i++)
            {
                var (index, original) = (i, files[i]);
                undo.Add(() => files[index] = original);
                files[i] = (original.filename, With(original.content));
            }
        }

        return () => undo.ForEach(step => step());
    }

    private SourceText With(SourceText text) => SourceText.From(
        text.ToString().Replace("\r\n", "\n").Replace("\n", Characters), text.Encoding, text.ChecksumAlgorithm);

    private static IEnumerable<SourceFileList> Files(SolutionState state) =>
        state.AdditionalProjects.Values.Select(project => project.Sources).Prepend(state.Sources);
}

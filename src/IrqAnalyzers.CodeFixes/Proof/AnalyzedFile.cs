using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// A file with all its documents: one for each project, or for each framework of a project, that compiles it. They have one text, so what is
/// planned for one of them changes all.
/// </summary>
internal sealed class AnalyzedFile
{
    private AnalyzedFile(ImmutableArray<AnalyzedDocument> documents) => Documents = documents;

    /// <summary>The documents that know the DSL, in an order that does not depend on which of them was asked for; one at least.</summary>
    public ImmutableArray<AnalyzedDocument> Documents { get; }

    /// <summary>The text that all documents have.</summary>
    public SourceText Text => Documents[0].Text;

    /// <summary>
    /// The file of a document; <see langword="null"/> if the document is no C# that knows the DSL, or if its projects do not agree about the
    /// text: then another change waits to be written, and what is planned now could not be merged with it.
    /// </summary>
    public static async Task<AnalyzedFile?> OfAsync(Document document, CancellationToken cancellation)
    {
        var documents = ImmutableArray.CreateBuilder<AnalyzedDocument>();
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        foreach (var one in Linked(document))
        {
            var other = await one.GetTextAsync(cancellation).ConfigureAwait(false);
            if (other != text && !other.ContentEquals(text)) return null;
            if (await AnalyzedDocument.OfAsync(one, cancellation).ConfigureAwait(false) is { } analyzed) documents.Add(analyzed);
            else if (one == document) return null;
        }

        return new(documents.ToImmutable());
    }

    /// <summary>The same file with changes made and analysed, in all projects; <see langword="null"/> if one of them knows the DSL no longer.</summary>
    public async Task<AnalyzedFile?> WithAsync(IEnumerable<TextChange> changes, CancellationToken cancellation)
    {
        var text = Text.WithChanges(changes);
        var changed = ImmutableArray.CreateBuilder<AnalyzedDocument>(Documents.Length);
        foreach (var document in Documents)
        {
            if (await document.WithAsync(text, cancellation).ConfigureAwait(false) is not { } analyzed) return null;
            changed.Add(analyzed);
        }

        return new(changed.MoveToImmutable());
    }

    /// <summary>Puts the text into every document of the file, those of projects that do not know the DSL included.</summary>
    public Solution WriteTo(Solution solution)
    {
        var first = Documents[0].Document;
        foreach (var id in first.GetLinkedDocumentIds().Insert(0, first.Id)) solution = solution.WithDocumentText(id, Text);
        return solution;
    }

    private static IEnumerable<Document> Linked(Document document)
    {
        var solution = document.Project.Solution;
        return document.GetLinkedDocumentIds().Select(solution.GetDocument).OfType<Document>().Append(document)
            .OrderBy(static one => one.Project.Name, StringComparer.Ordinal)
            .ThenBy(static one => one.Id.Id);
    }
}

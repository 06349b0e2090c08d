using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Testing;

/// <summary>A fix moves comments about but neither loses nor doubles nor invents one.</summary>
public static class CommentCheck
{
    /// <summary>Fails unless the sources have the same comments, each as often.</summary>
    public static void Verify(
        IEnumerable<(string filename, SourceText content)> before,
        IEnumerable<(string filename, SourceText content)> after,
        IVerifier verifier,
        ParseOptions? parseOptions = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(verifier);
        var old = Count(before, parseOptions);
        var now = Count(after, parseOptions);
        var changes = old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Select(comment => (comment, before: old.GetValueOrDefault(comment), after: now.GetValueOrDefault(comment)))
            .Where(change => change.before != change.after)
            .OrderBy(change => change.comment, StringComparer.Ordinal)
            .Select(change => $"    {change.before} time(s) before, {change.after} time(s) after: {change.comment}")
            .ToList();
        if (changes.Count > 0)
            verifier.Fail($"The fix changed the comments:\n{string.Join("\n", changes)}");
    }

    private static Dictionary<string, int> Count(IEnumerable<(string filename, SourceText content)> files, ParseOptions? options) =>
        files
            .SelectMany(file => CSharpSyntaxTree.ParseText(file.content, options as CSharpParseOptions, file.filename)
                .GetRoot()
                .DescendantTrivia(descendIntoTrivia: false))
            .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia)
            .Select(trivia => string.Join(
                "\n", trivia.ToFullString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)))
            .GroupBy(comment => comment, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}

using System.Text;
using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// Reorders the text of statements. What travels is a chunk: the statement, the comments on the lines directly above it and the comment
/// behind it. Statements that blank lines set apart stay set apart; see <see cref="ChunkGaps"/>.
/// </summary>
internal static class StatementChunks
{
    /// <summary>The change that brings statements into an order; <see langword="null"/> if it would tear directives or lines apart.</summary>
    /// <param name="document">The document.</param>
    /// <param name="list">The list.</param>
    /// <param name="first">Place of the first statement that the order is about.</param>
    /// <param name="order">For each place, counted from the first, the statement that comes there.</param>
    /// <param name="guard">The statements that get a condition on the way; <see langword="null"/> if none does.</param>
    public static TextChange? Permute(AnalyzedDocument document, StatementList list, int first, int[] order, Guard? guard = null)
    {
        var from = 0;
        var to = order.Length - 1;
        while (from < to && order[from] == from) from++;
        while (to > from && order[to] == to) to--;
        if (from == to) return null;

        var chunks = new TextSpan[order.Length];
        for (var place = from; place <= to; place++) chunks[place] = ChunkOf(list.Statements[first + place]);
        var whole = TextSpan.FromBounds(chunks[from].Start, chunks[to].End);
        if (HasDirectives(document.Root, whole, list.Statements)) return null;

        var hasComments = false;
        for (var place = from; place <= to; place++) hasComments |= chunks[place] != list.Statements[first + place].Span;
        var gaps = new ChunkGaps(document, chunks, from, to);
        if (hasComments && gaps.ShareLines) return null;

        if (guard is not null && !guard.IsOneRun(order, first)) return null;
        var changed = new StringBuilder(whole.Length);
        var writer = guard is null ? null : new GuardWriter(document, guard);
        for (var place = from; place <= to; place++)
        {
            var statement = list.Statements[first + order[place]];
            var isGuarded = guard?.Covers(first + order[place]) is true;
            var isFollowed = place < to && guard?.Covers(first + order[place + 1]) is true;
            if (!isGuarded) changed.Append(document.Text.ToString(chunks[order[place]]));
            else if (writer!.Text(statement, chunks[order[place]], place == from || !guard!.Covers(first + order[place - 1]), !isFollowed) is { } text)
            {
                changed.Append(text);
            }
            else return null;
            if (place < to) changed.Append(isGuarded ? writer!.Gap(gaps.Between(order, place), statement, isFollowed) : gaps.Between(order, place));
            else if (isGuarded) changed.Append(writer!.End(statement, whole.End));
        }

        return new TextChange(whole, changed.ToString());
    }

    /// <summary>A statement with the comments that belong to it.</summary>
    public static TextSpan ChunkOf(StatementSyntax statement)
    {
        var start = statement.SpanStart;
        var end = statement.Span.End;
        foreach (var trivia in statement.GetTrailingTrivia())
        {
            if (IsComment(trivia)) end = trivia.Span.End;
        }

        // The comment at the top of a file is the file's.
        if (statement.GetFirstToken().GetPreviousToken().IsKind(SyntaxKind.None)) return TextSpan.FromBounds(start, end);
        var leading = statement.GetLeadingTrivia();
        var isLineEmpty = false;
        for (var index = leading.Count - 1; index >= 0; index--)
        {
            var trivia = leading[index];
            if (IsComment(trivia))
            {
                start = trivia.FullSpan.Start;
                isLineEmpty = false;
            }
            else if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                if (isLineEmpty) break;
                isLineEmpty = true;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                break;
            }
        }

        return TextSpan.FromBounds(start, end);
    }

    public static bool IsComment(SyntaxTrivia trivia) => trivia.Kind()
        is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static bool HasDirectives(SyntaxNode root, TextSpan span, IReadOnlyList<StatementSyntax> statements)
    {
        foreach (var trivia in root.DescendantTrivia(node => node.FullSpan.IntersectsWith(span)))
        {
            if (!trivia.IsDirective || !span.IntersectsWith(trivia.Span)) continue;
            var directive = (DirectiveTriviaSyntax)trivia.GetStructure()!;
            if (!statements.Any(statement => IsBalancedWithin(statement.Span, directive))) return true;
        }

        return false;
    }

    // Regions and conditions that begin and end inside one statement travel with it.
    private static bool IsBalancedWithin(TextSpan statement, DirectiveTriviaSyntax directive)
    {
        var related = directive.GetRelatedDirectives();
        return related.Count > 1 && related.TrueForAll(one => statement.Contains(one.Span));
    }
}

using System.Text;
using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Indents text that gets another place.</summary>
internal static class Indentation
{
    /// <summary>
    /// The text of a span with every line but the first one step deeper. Lines that are empty stay so, and lines inside a string stay as they
    /// are, because they are part of its value.
    /// </summary>
    public static string Deeper(AnalyzedDocument document, TextSpan span, string unit)
    {
        var text = document.Text;
        var deeper = new StringBuilder(text.ToString(
            TextSpan.FromBounds(span.Start, Math.Min(span.End, text.Lines.GetLineFromPosition(span.Start).EndIncludingLineBreak))));
        for (var number = text.Lines.GetLineFromPosition(span.Start).LineNumber + 1; number < text.Lines.Count && text.Lines[number].Start < span.End; number++)
        {
            var line = text.Lines[number];
            var isDirective = text.ToString(line.Span).TrimStart().StartsWith("#", StringComparison.Ordinal);
            if (line.Span.Length > 0 && !isDirective && !IsInsideToken(document.Root, line.Start)) deeper.Append(unit);
            deeper.Append(text.ToString(TextSpan.FromBounds(line.Start, Math.Min(span.End, line.EndIncludingLineBreak))));
        }

        return deeper.ToString();
    }

    private static bool IsInsideToken(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        return token.SpanStart < position && position < token.Span.End;
    }
}

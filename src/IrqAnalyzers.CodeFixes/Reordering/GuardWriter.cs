using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Writes statements under a <see cref="Guard"/>, in the layout of the file.</summary>
internal sealed class GuardWriter
{
    private readonly AnalyzedDocument document;
    private readonly Guard guard;
    private readonly FileStyle style;

    /// <param name="document">The document.</param>
    /// <param name="guard">The condition.</param>
    public GuardWriter(AnalyzedDocument document, Guard guard)
    {
        this.document = document;
        this.guard = guard;
        style = new(document);
    }

    /// <summary>The text of a covered statement; <see langword="null"/> if it cannot be put under the condition.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="chunk">The statement with its comments.</param>
    /// <param name="isFirst">Whether it is the first under the condition.</param>
    /// <param name="isLast">Whether it is the last.</param>
    public string? Text(StatementSyntax statement, TextSpan chunk, bool isFirst, bool isLast)
    {
        var text = document.Text;
        if (JoinedCondition(statement) is { } condition)
        {
            return text.ToString(TextSpan.FromBounds(chunk.Start, condition.SpanStart)) + $"{guard.Operand} && {Conjunction.Operand(condition)}"
                + text.ToString(TextSpan.FromBounds(condition.Span.End, chunk.End));
        }

        if (!style.StartsLine(chunk.Start) || !style.EndsLine(chunk.End))
            return IsOneLiner(statement, chunk) || (guard.Count == 1 && chunk == statement.Span) ? $"if ({guard.Test}) {text.ToString(chunk)}" : null;
        if (IsOneLiner(statement, chunk)) return $"if ({guard.Test}) {text.ToString(chunk)}";
        var newLine = style.EndOfLineAt(chunk.Start);
        var indent = style.IndentAt(chunk.Start);
        var opening = $"if ({guard.Test})" + (style.BracesOnOwnLine ? newLine + indent : " ") + "{" + newLine + indent + style.Unit;
        return (isFirst ? opening : string.Empty) + Indentation.Deeper(document, chunk, style.Unit) + (isLast ? newLine + indent + "}" : string.Empty);
    }

    /// <summary>What comes between a covered statement and the next, which is covered as well or not.</summary>
    public string Gap(string gap, StatementSyntax statement, bool isNextCovered)
    {
        if (isNextCovered) return gap + style.Unit;
        return EndsWithBlock(statement) && style.BlankLineAfterBlock ? ChunkGaps.Apart(gap, isApart: true) : gap;
    }

    /// <summary>What comes behind a covered statement that is the last of all that change places.</summary>
    public string End(StatementSyntax statement, int position)
    {
        if (!EndsWithBlock(statement) || !style.BlankLineAfterBlock) return string.Empty;
        var line = document.Text.Lines.GetLineFromPosition(position).LineNumber + 1;
        if (line >= document.Text.Lines.Count) return string.Empty;
        var next = document.Text.Lines[line].ToString().Trim();
        return next.Length == 0 || next[0] is '}' or '#' ? string.Empty : style.EndOfLineAt(position);
    }

    private bool EndsWithBlock(StatementSyntax statement)
    {
        if (JoinedCondition(statement) is not null) return statement.GetLastToken().IsKind(SyntaxKind.CloseBraceToken);
        return style.StartsLine(statement.SpanStart) && !IsOneLiner(statement, StatementChunks.ChunkOf(statement));
    }

    private bool IsOneLiner(StatementSyntax statement, TextSpan chunk) =>
        guard.Count == 1 && !style.BracesAlways && style.AreOnOneLine(chunk.Start, chunk.End)
            && statement is not (LocalDeclarationStatementSyntax or IfStatementSyntax);

    // A statement that is done under a condition already gets no second "if".
    private ExpressionSyntax? JoinedCondition(StatementSyntax statement) =>
        guard.Count == 1 && statement is IfStatementSyntax { Else: null } choice && !choice.Condition.GetTrailingTrivia().Any(StatementChunks.IsComment)
            ? choice.Condition
            : null;
}

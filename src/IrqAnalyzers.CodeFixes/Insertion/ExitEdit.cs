using System.Text;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Puts a statement before an exit, in the layout of the file. Directives that it would tear apart make it give up.</summary>
internal sealed class ExitEdit
{
    private readonly AnalyzedDocument document;
    private readonly FileStyle style;
    private readonly Snippet snippet;

    public ExitEdit(AnalyzedDocument document, FileStyle style, Snippet snippet)
    {
        this.document = document;
        this.style = style;
        this.snippet = snippet;
    }

    public TextChange? Before(ReturnStatementSyntax leaving) => leaving.Parent switch
    {
        BlockSyntax or SwitchSectionSyntax => InList(leaving),
        IfStatementSyntax or ElseClauseSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax
            or CommonForEachStatementSyntax or LockStatementSyntax or UsingStatementSyntax or FixedStatementSyntax => Embedded(leaving),
        _ => null,
    };

    public TextChange? AtEndOf(BlockSyntax body, MethodDeclarationSyntax handler)
    {
        var closing = body.CloseBraceToken;
        if (body.OpenBraceToken.IsMissing || closing.IsMissing) return null;
        var last = body.Statements.LastOrDefault(statement => statement is not LocalFunctionStatementSyntax) ?? body.Statements.LastOrDefault();
        if (last is null) return InEmpty(body, handler);
        if (!style.StartsLine(closing.SpanStart))
        {
            var behind = StatementChunks.ChunkOf(last).End;
            return new(new TextSpan(behind, 0), " " + snippet.Inline);
        }

        var indent = style.StartsLine(last.SpanStart) ? style.IndentAt(last.SpanStart) : style.IndentAt(closing.SpanStart) + style.Unit;
        if (last.GetLastToken().GetNextToken().LeadingTrivia.Any(trivia => trivia.IsDirective))
            return BeforeLineOf(closing, indent);

        var end = StatementChunks.ChunkOf(last).End;
        if (!style.EndsLine(end)) return null;
        var newLine = style.EndOfLineAt(end);
        var apart = style.BlankLineAfterBlock && last.GetLastToken().IsKind(SyntaxKind.CloseBraceToken) && !style.AreOnOneLine(last.SpanStart, last.Span.End);
        return new(new TextSpan(end, 0), (apart ? newLine : string.Empty) + Lines(indent, newLine, startsWithNewLine: true));
    }

    /// <summary>Turns an expression body into a block that does what the expression does, and the call.</summary>
    public TextChange? Into(MethodDeclarationSyntax handler, ArrowExpressionClauseSyntax arrow, CancellationToken cancellation)
    {
        var before = arrow.ArrowToken.GetPreviousToken();
        var semicolon = handler.SemicolonToken;
        if (semicolon.IsMissing || HasDirectives(TextSpan.FromBounds(before.Span.End, semicolon.Span.End))) return null;
        if (document.Text.ToString(TextSpan.FromBounds(before.Span.End, arrow.ArrowToken.SpanStart)).Trim().Length > 0) return null;
        if (arrow.Expression.GetTrailingTrivia().Any(StatementChunks.IsComment)) return null;
        if (document.Model.GetDeclaredSymbol(handler, cancellation) is not IMethodSymbol method) return null;

        var end = semicolon.TrailingTrivia.LastOrDefault(StatementChunks.IsComment) is { } comment && !comment.IsKind(SyntaxKind.None)
            ? comment.Span.End
            : semicolon.Span.End;
        var outer = style.IndentAt(handler.SpanStart);
        var newLine = style.EndOfLineAt(handler.SpanStart);
        var inner = outer + style.Unit;
        var isStatement = method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 });
        var behind = document.Text.ToString(TextSpan.FromBounds(semicolon.SpanStart, end));
        var original = inner + (isStatement ? string.Empty : "return ") + arrow.Expression + behind + newLine;

        var block = new StringBuilder(style.BracesOnOwnLine ? newLine + outer + "{" : " {").Append(newLine);
        foreach (var trivia in arrow.ArrowToken.TrailingTrivia.Concat(arrow.Expression.GetLeadingTrivia()).Where(StatementChunks.IsComment))
            block.Append(inner).Append(trivia.ToString()).Append(newLine);
        if (isStatement) block.Append(original);
        block.Append(Lines(inner, newLine, startsWithNewLine: false));
        if (!isStatement)
        {
            if (snippet.EndsWithBlock && style.BlankLineAfterBlock) block.Append(newLine);
            block.Append(original);
        }

        block.Append(outer).Append('}');
        return new(TextSpan.FromBounds(before.Span.End, end), block.ToString());
    }

    private TextChange? InList(ReturnStatementSyntax leaving)
    {
        if (!style.StartsLine(leaving.SpanStart)) return new(new TextSpan(leaving.SpanStart, 0), snippet.Inline + " ");
        var start = leaving.GetLeadingTrivia().Any(trivia => trivia.IsDirective)
            ? leaving.SpanStart
            : StatementChunks.ChunkOf(leaving).Start;
        var newLine = style.EndOfLineAt(start);
        var indent = style.IndentAt(start);
        var lines = Lines(indent, newLine, startsWithNewLine: false).Substring(indent.Length);
        if (snippet.EndsWithBlock && style.BlankLineAfterBlock) lines += newLine;
        return new(new TextSpan(start, 0), lines + indent);
    }

    private TextChange? Embedded(ReturnStatementSyntax leaving)
    {
        var before = leaving.GetFirstToken().GetPreviousToken();
        var end = StatementChunks.ChunkOf(leaving).End;
        if (HasDirectives(TextSpan.FromBounds(before.Span.End, end))) return null;
        var newLine = style.EndOfLineAt(before.SpanStart);
        var outer = style.IndentAt(leaving.Parent!.SpanStart);
        var inner = outer + style.Unit;

        var head = before.TrailingTrivia.Where(StatementChunks.IsComment).ToList();
        var start = head.Count > 0 ? head[head.Count - 1].Span.End : before.Span.End;
        var ownLine = style.BracesOnOwnLine || head.Exists(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        var block = new StringBuilder(ownLine ? newLine + outer + "{" : " {").Append(newLine);
        block.Append(Lines(inner, newLine, startsWithNewLine: false));
        if (snippet.EndsWithBlock && style.BlankLineAfterBlock) block.Append(newLine);
        foreach (var comment in leaving.GetLeadingTrivia().Where(StatementChunks.IsComment))
            block.Append(inner).Append(comment.ToString()).Append(newLine);
        block.Append(inner).Append(document.Text.ToString(TextSpan.FromBounds(leaving.SpanStart, end))).Append(newLine);
        block.Append(outer).Append('}');

        var next = leaving.GetLastToken().GetNextToken();
        if (!style.EndsLine(end))
        {
            if (!next.IsKind(SyntaxKind.ElseKeyword) && !next.IsKind(SyntaxKind.WhileKeyword))
                return new(TextSpan.FromBounds(start, end), block.ToString());
            block.Append(style.BracesOnOwnLine ? newLine + outer : " ");
            return new(TextSpan.FromBounds(start, next.SpanStart), block.ToString());
        }

        if (style.BlankLineAfterBlock && IsFollowedDirectly(leaving, end, next)) block.Append(newLine);
        return new(TextSpan.FromBounds(start, end), block.ToString());
    }

    // Whether a statement of the same list is on the very next line.
    private bool IsFollowedDirectly(ReturnStatementSyntax leaving, int end, SyntaxToken next)
    {
        if (next.IsKind(SyntaxKind.CloseBraceToken) || next.IsKind(SyntaxKind.ElseKeyword) || next.IsKind(SyntaxKind.WhileKeyword)
            || next.IsKind(SyntaxKind.EndOfFileToken) || next.Parent?.FirstAncestorOrSelf<SwitchLabelSyntax>() is not null
            || leaving.Parent is DoStatementSyntax)
            return false;
        var line = document.Text.Lines.GetLineFromPosition(end).LineNumber + 1;
        return line < document.Text.Lines.Count && !string.IsNullOrWhiteSpace(document.Text.Lines[line].ToString());
    }

    private TextChange? InEmpty(BlockSyntax body, MethodDeclarationSyntax handler)
    {
        var inside = TextSpan.FromBounds(body.OpenBraceToken.Span.End, body.CloseBraceToken.SpanStart);
        if (style.StartsLine(body.CloseBraceToken.SpanStart))
            return BeforeLineOf(body.CloseBraceToken, style.IndentAt(body.CloseBraceToken.SpanStart) + style.Unit);
        if (HasDirectives(inside)) return null;
        var newLine = style.EndOfLineAt(body.SpanStart);
        var outer = style.IndentAt(handler.SpanStart);
        var comment = document.Text.ToString(inside).Trim();
        var block = new StringBuilder(newLine);
        if (comment.Length > 0) block.Append(outer).Append(style.Unit).Append(comment).Append(newLine);
        block.Append(Lines(outer + style.Unit, newLine, startsWithNewLine: false)).Append(outer);
        return new(inside, block.ToString());
    }

    private TextChange BeforeLineOf(SyntaxToken token, string indent)
    {
        var start = document.Text.Lines.GetLineFromPosition(token.SpanStart).Start;
        return new(new TextSpan(start, 0), Lines(indent, style.EndOfLineAt(start), startsWithNewLine: false));
    }

    private string Lines(string indent, string newLine, bool startsWithNewLine) =>
        string.Concat(snippet.Lines.Select(line => startsWithNewLine ? newLine + indent + line : indent + line + newLine));

    private bool HasDirectives(TextSpan span)
    {
        foreach (var trivia in document.Root.DescendantTrivia(node => node.FullSpan.IntersectsWith(span)))
        {
            if (trivia.IsDirective && span.IntersectsWith(trivia.Span)) return true;
        }

        return false;
    }
}

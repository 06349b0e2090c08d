using System.Text;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Puts a statement beside another, in the layout of the file. Directives that it would tear apart make it give up.</summary>
internal sealed class StatementEdit
{
    private readonly AnalyzedDocument document;
    private readonly FileStyle style;
    private readonly Snippet snippet;

    public StatementEdit(AnalyzedDocument document, FileStyle style, Snippet snippet)
    {
        this.document = document;
        this.style = style;
        this.snippet = snippet;
    }

    /// <summary>Puts it before a statement, which gets a block around it if it is in no list.</summary>
    public TextChange? Before(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax => InList(statement),
        IfStatementSyntax or ElseClauseSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax
            or CommonForEachStatementSyntax or LockStatementSyntax or UsingStatementSyntax or FixedStatementSyntax => Embedded(statement),
        _ => null,
    };

    /// <summary>Puts it behind a statement of a list.</summary>
    public TextChange? After(StatementSyntax statement)
    {
        if (!IsInList(statement)) return null;
        var end = StatementChunks.ChunkOf(statement).End;
        if (!style.StartsLine(statement.SpanStart)) return new(new TextSpan(statement.Span.End, 0), " " + snippet.Inline);
        if (!style.EndsLine(end)) return null;
        var newLine = style.EndOfLineAt(end);
        var apart = style.BlankLineAfterBlock && EndsWithBlock(statement) ? newLine : string.Empty;
        return new(new TextSpan(end, 0), apart + Lines(style.IndentAt(statement.SpanStart), newLine, startsWithNewLine: true));
    }

    /// <summary>Puts a statement of a list under a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="instead">What to do if the condition holds, so that the statement is for the other case.</param>
    public TextChange? Under(string condition, StatementSyntax statement, string? instead = null)
    {
        if (!IsInList(statement)) return null;
        var whole = TextSpan.FromBounds(statement.SpanStart, StatementChunks.ChunkOf(statement).End);
        if (HasDirectives(whole)) return null;
        var body = document.Text.ToString(whole);
        var first = instead is null ? $"if ({condition})" : $"if ({condition}) {instead}";
        var stays = style.StartsLine(whole.Start) && style.EndsLine(whole.End);
        if (!stays || !style.BracesAlways)
        {
            if (!style.AreOnOneLine(whole.Start, whole.End) || (!stays && instead is not null)) return null;
            var separator = instead is null ? " " : style.EndOfLineAt(whole.Start) + style.IndentAt(whole.Start) + "else ";
            return new(whole, first + separator + body);
        }

        var indent = style.IndentAt(whole.Start);
        var newLine = style.EndOfLineAt(whole.Start);
        var inner = Indentation.Deeper(document, whole, style.Unit);
        var text = new StringBuilder();
        if (instead is not null) AppendBlock(text, $"if ({condition})", instead, newLine, indent).Append(style.BracesOnOwnLine ? newLine + indent : " ");
        AppendBlock(text, instead is null ? $"if ({condition})" : "else", inner, newLine, indent);
        if (style.BlankLineAfterBlock && IsFollowedDirectly(statement, whole.End, statement.GetLastToken().GetNextToken())) text.Append(newLine);
        return new(whole, text.ToString());
    }

    /// <summary>Puts it at the end of a block, behind all that is there.</summary>
    /// <param name="body">The block.</param>
    /// <param name="owner">What the block is the body of, which has its indentation.</param>
    public TextChange? AtEndOf(BlockSyntax body, SyntaxNode owner)
    {
        var closing = body.CloseBraceToken;
        if (body.OpenBraceToken.IsMissing || closing.IsMissing) return null;
        var last = body.Statements.LastOrDefault(other => other is not LocalFunctionStatementSyntax) ?? body.Statements.LastOrDefault();
        if (last is null) return InEmpty(body, owner);
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
        var apart = style.BlankLineAfterBlock && EndsWithBlock(last);
        return new(new TextSpan(end, 0), (apart ? newLine : string.Empty) + Lines(indent, newLine, startsWithNewLine: true));
    }

    /// <summary>Adds it to an <c>if</c> without another branch, as that branch.</summary>
    public TextChange? AsElseOf(IfStatementSyntax choice)
    {
        var end = choice.Span.End;
        if (choice.Else is not null || !style.StartsLine(choice.SpanStart) || choice.Statement is not BlockSyntax block
            || style.AreOnOneLine(block.SpanStart, end))
        {
            return null;
        }

        if (choice.GetTrailingTrivia().Any(StatementChunks.IsComment)) return null;
        var indent = style.IndentAt(choice.SpanStart);
        var newLine = style.EndOfLineAt(block.SpanStart);
        var lines = string.Join(newLine + indent, snippet.ElseLines);
        return new(new TextSpan(end, 0), (style.BracesOnOwnLine ? newLine + indent : " ") + lines);
    }

    /// <summary>Turns an expression body into a block that does what the expression does, and the call.</summary>
    /// <param name="handler">The method.</param>
    /// <param name="arrow">Its body.</param>
    /// <param name="comesFirst">Whether the call comes first in any case; else it comes last where it can.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="behind">What comes behind an expression that returns nothing, besides the call before it.</param>
    public TextChange? Into(
        MethodDeclarationSyntax handler, ArrowExpressionClauseSyntax arrow, bool comesFirst, CancellationToken cancellation, Snippet? behind = null)
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
        if (behind is not null && !isStatement) return null;
        var ending = document.Text.ToString(TextSpan.FromBounds(semicolon.SpanStart, end));
        // The lines of an expression that begins on the line of the method get one step deeper with it.
        var expression = style.AreOnOneLine(arrow.Expression.SpanStart, handler.SpanStart)
            || style.IndentAt(arrow.Expression.GetLastToken().SpanStart) == outer
            ? Indentation.Deeper(document, arrow.Expression.Span, style.Unit)
            : arrow.Expression.ToString();
        var original = inner + (isStatement ? string.Empty : "return ") + expression + ending + newLine;

        var block = new StringBuilder(style.BracesOnOwnLine ? newLine + outer + "{" : " {").Append(newLine);
        foreach (var trivia in arrow.ArrowToken.TrailingTrivia.Concat(arrow.Expression.GetLeadingTrivia()).Where(StatementChunks.IsComment))
            block.Append(inner).Append(trivia.ToString()).Append(newLine);
        var comesLast = isStatement && !comesFirst;
        if (comesLast) block.Append(original);
        block.Append(Lines(inner, newLine, startsWithNewLine: false));
        if (!comesLast)
        {
            if (snippet.EndsWithBlock && style.BlankLineAfterBlock) block.Append(newLine);
            block.Append(original);
        }

        if (behind is not null) block.Append(Lines(behind, inner, newLine, startsWithNewLine: false));
        block.Append(outer).Append('}');
        return new(TextSpan.FromBounds(before.Span.End, end), block.ToString());
    }

    private TextChange? InList(StatementSyntax statement)
    {
        if (!style.StartsLine(statement.SpanStart)) return new(new TextSpan(statement.SpanStart, 0), snippet.Inline + " ");
        var start = StatementChunks.ChunkOf(statement).Start;
        var newLine = style.EndOfLineAt(start);
        var apart = snippet.EndsWithBlock && style.BlankLineAfterBlock ? newLine : string.Empty;

        // The indentation is that of the code, which a comment above it need not have.
        var indent = style.IndentAt(statement.SpanStart);
        if (style.StartsLine(start))
            return new(new TextSpan(document.Text.Lines.GetLineFromPosition(start).Start, 0), Lines(indent, newLine, startsWithNewLine: false) + apart);
        return new(new TextSpan(start, 0), Lines(indent, newLine, startsWithNewLine: false).Substring(indent.Length) + apart + indent);
    }

    private TextChange? Embedded(StatementSyntax statement)
    {
        var before = statement.GetFirstToken().GetPreviousToken();
        var end = StatementChunks.ChunkOf(statement).End;
        if (HasDirectives(TextSpan.FromBounds(before.Span.End, end))) return null;
        var newLine = style.EndOfLineAt(before.SpanStart);
        var outer = style.IndentAt(statement.Parent!.SpanStart);
        var inner = outer + style.Unit;

        var head = before.TrailingTrivia.Where(StatementChunks.IsComment).ToList();
        var start = head.Count > 0 ? head[head.Count - 1].Span.End : before.Span.End;
        var ownLine = style.BracesOnOwnLine || head.Exists(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        var block = new StringBuilder(ownLine ? newLine + outer + "{" : " {").Append(newLine);
        block.Append(Lines(inner, newLine, startsWithNewLine: false));
        if (snippet.EndsWithBlock && style.BlankLineAfterBlock) block.Append(newLine);
        foreach (var comment in statement.GetLeadingTrivia().Where(StatementChunks.IsComment))
            block.Append(inner).Append(comment.ToString()).Append(newLine);
        var isDeeper = style.StartsLine(statement.SpanStart) && style.IndentAt(statement.SpanStart) == inner;
        var body = TextSpan.FromBounds(statement.SpanStart, end);
        block.Append(inner).Append(isDeeper ? document.Text.ToString(body) : Indentation.Deeper(document, body, style.Unit)).Append(newLine);
        block.Append(outer).Append('}');

        var next = statement.GetLastToken().GetNextToken();
        if (!style.EndsLine(end))
        {
            if (!next.IsKind(SyntaxKind.ElseKeyword) && !next.IsKind(SyntaxKind.WhileKeyword))
                return new(TextSpan.FromBounds(start, end), block.ToString());
            block.Append(style.BracesOnOwnLine ? newLine + outer : " ");
            return new(TextSpan.FromBounds(start, next.SpanStart), block.ToString());
        }

        if (style.BlankLineAfterBlock && IsFollowedDirectly(statement, end, next)) block.Append(newLine);
        return new(TextSpan.FromBounds(start, end), block.ToString());
    }

    // Whether a statement of the same list is on the very next line.
    private bool IsFollowedDirectly(StatementSyntax statement, int end, SyntaxToken next)
    {
        if (next.IsKind(SyntaxKind.CloseBraceToken) || next.IsKind(SyntaxKind.ElseKeyword) || next.IsKind(SyntaxKind.WhileKeyword)
            || next.IsKind(SyntaxKind.EndOfFileToken) || next.Parent?.FirstAncestorOrSelf<SwitchLabelSyntax>() is not null
            || statement.Parent is DoStatementSyntax)
            return false;
        var line = document.Text.Lines.GetLineFromPosition(end).LineNumber + 1;
        if (line >= document.Text.Lines.Count) return false;
        var behind = document.Text.Lines[line].ToString().Trim();
        return behind.Length > 0 && behind[0] != '#';
    }

    private TextChange? InEmpty(BlockSyntax body, SyntaxNode owner)
    {
        var inside = TextSpan.FromBounds(body.OpenBraceToken.Span.End, body.CloseBraceToken.SpanStart);
        if (style.StartsLine(body.CloseBraceToken.SpanStart))
            return BeforeLineOf(body.CloseBraceToken, style.IndentAt(body.CloseBraceToken.SpanStart) + style.Unit);
        if (HasDirectives(inside)) return null;
        var newLine = style.EndOfLineAt(body.SpanStart);
        var outer = style.IndentAt(owner.SpanStart);
        var comment = document.Text.ToString(inside).Trim();
        var block = new StringBuilder(newLine);
        if (comment.Length > 0) block.Append(outer).Append(style.Unit).Append(comment).Append(newLine);
        block.Append(Lines(outer + style.Unit, newLine, startsWithNewLine: false)).Append(outer);
        return new(inside, block.ToString());
    }

    private StringBuilder AppendBlock(StringBuilder text, string head, string body, string newLine, string indent) => text
        .Append(head).Append(style.BracesOnOwnLine ? newLine + indent : " ").Append('{').Append(newLine)
        .Append(indent).Append(style.Unit).Append(body).Append(newLine).Append(indent).Append('}');

    private TextChange BeforeLineOf(SyntaxToken token, string indent)
    {
        var start = document.Text.Lines.GetLineFromPosition(token.SpanStart).Start;
        return new(new TextSpan(start, 0), Lines(indent, style.EndOfLineAt(start), startsWithNewLine: false));
    }

    private static bool IsInList(StatementSyntax statement) => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    private bool EndsWithBlock(StatementSyntax statement) =>
        statement.GetLastToken().IsKind(SyntaxKind.CloseBraceToken) && !style.AreOnOneLine(statement.SpanStart, statement.Span.End);

    private string Lines(string indent, string newLine, bool startsWithNewLine) => Lines(snippet, indent, newLine, startsWithNewLine);

    private static string Lines(Snippet snippet, string indent, string newLine, bool startsWithNewLine) =>
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

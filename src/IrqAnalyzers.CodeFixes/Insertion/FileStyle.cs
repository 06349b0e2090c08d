using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>How a file is laid out. What the file itself shows comes first, then its <c>.editorconfig</c>, then what is usual.</summary>
internal sealed class FileStyle
{
    private const string UsualUnit = "    ";
    private readonly SourceText text;

    public FileStyle(AnalyzedDocument document)
    {
        text = document.Text;
        var options = document.Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(document.Root.SyntaxTree);
        Unit = UsualUnit;
        Vote ownLine = new(), braces = new(), blank = new();
        var isUnitKnown = false;
        string? unitOfMembers = null;
        foreach (var node in document.Root.DescendantNodes())
        {
            switch (node)
            {
                case BlockSyntax { Parent: not null } block:
                    ownLine.CountIf(IsMultiLine(block), StartsLine(block.SpanStart));
                    if (block.Parent is StatementSyntax owner && IsMultiLine(block)) CountGap(owner, ref blank);
                    isUnitKnown = isUnitKnown || FindUnit(block);
                    break;
                case MemberDeclarationSyntax { Parent: TypeDeclarationSyntax type } member:
                    unitOfMembers ??= StartsLine(member.SpanStart) ? Step(IndentAt(type.SpanStart), IndentAt(member.SpanStart)) : null;
                    break;
                case IfStatementSyntax choice:
                    braces.Count(choice.Statement is BlockSyntax);
                    break;
            }
        }

        if (!isUnitKnown) Unit = unitOfMembers ?? (text.ToString().Contains("\n\t") ? "\t" : UsualUnit);
        BracesOnOwnLine = ownLine.Outcome ?? Option(options, "csharp_new_line_before_open_brace") is not "none";
        BracesAlways = braces.Outcome ?? Option(options, "csharp_prefer_braces") is not "false";
        BlankLineAfterBlock = blank.Outcome ?? true;
    }

    /// <summary>One step of indentation.</summary>
    public string Unit { get; private set; }

    /// <summary>Whether an opening brace has a line for itself.</summary>
    public bool BracesOnOwnLine { get; }

    /// <summary>Whether a single statement under an <c>if</c> has braces.</summary>
    public bool BracesAlways { get; }

    /// <summary>Whether a blank line sets a block apart from the next statement.</summary>
    public bool BlankLineAfterBlock { get; }

    /// <summary>The line end that is used at a place, or else in the file.</summary>
    public string EndOfLineAt(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        if (line.EndIncludingLineBreak == line.End) line = text.Lines[0];
        return line.EndIncludingLineBreak == line.End ? "\n" : text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
    }

    /// <summary>The white space that the line of a place begins with.</summary>
    public string IndentAt(int position)
    {
        var line = text.ToString(text.Lines.GetLineFromPosition(position).Span);
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>Whether nothing but white space comes before a place in its line.</summary>
    public bool StartsLine(int position) =>
        string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position)));

    /// <summary>Whether nothing but white space comes behind a place in its line.</summary>
    public bool EndsLine(int position) =>
        string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(position, text.Lines.GetLineFromPosition(position).End)));

    public bool AreOnOneLine(int position, int other) =>
        text.Lines.GetLineFromPosition(position).LineNumber == text.Lines.GetLineFromPosition(other).LineNumber;

    private static string? Option(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out var value) ? value.Split(':')[0].Trim() : null;

    private bool IsMultiLine(BlockSyntax block) => !AreOnOneLine(block.SpanStart, block.Span.End);

    private void CountGap(StatementSyntax owner, ref Vote blank)
    {
        if (owner is not (IfStatementSyntax or WhileStatementSyntax or CommonForEachStatementSyntax or ForStatementSyntax)
            || owner.Parent is not BlockSyntax list || owner.Span.End != owner.GetLastToken().Span.End)
            return;
        var next = list.Statements.IndexOf(owner) + 1;
        if (next == 0 || next == list.Statements.Count) return;
        var end = text.Lines.GetLineFromPosition(owner.Span.End).LineNumber;
        if (end + 1 < text.Lines.Count) blank.Count(string.IsNullOrWhiteSpace(text.Lines[end + 1].ToString()));
    }

    private bool FindUnit(BlockSyntax block)
    {
        if (block.Statements.Count == 0 || !StartsLine(block.Statements[0].SpanStart)) return false;
        if (Step(IndentAt(block.CloseBraceToken.SpanStart), IndentAt(block.Statements[0].SpanStart)) is not { } step) return false;
        Unit = step;
        return true;
    }

    private static string? Step(string outer, string inner) =>
        inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) ? inner.Substring(outer.Length) : null;

    private struct Vote
    {
        private int yes;
        private int no;

        public readonly bool? Outcome => yes == no ? null : yes > no;

        public void Count(bool vote)
        {
            if (vote) yes++;
            else no++;
        }

        public void CountIf(bool counts, bool vote)
        {
            if (counts) Count(vote);
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Statements that run one after the other: of a block, of a switch section, or at the top level of a file.</summary>
internal sealed class StatementList
{
    private StatementList(SyntaxNode container, IReadOnlyList<StatementSyntax> statements)
    {
        Container = container;
        Statements = statements;
    }

    public SyntaxNode Container { get; }

    public IReadOnlyList<StatementSyntax> Statements { get; }

    /// <summary>The lists around a node, from the inside out, as far as the function goes, with the node's place in each.</summary>
    public static IEnumerable<(StatementList List, int Index)> Around(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            if (current is StatementSyntax statement && Of(statement) is { } list) yield return (list, IndexOf(list, statement));
            if (IsFunction(current)) yield break;
        }
    }

    private static StatementList? Of(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => new(block, block.Statements),
        SwitchSectionSyntax section => new(section, section.Statements),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } =>
            new(unit, unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement).ToList()),
        _ => null,
    };

    private static int IndexOf(StatementList list, StatementSyntax statement)
    {
        for (var index = 0; index < list.Statements.Count; index++)
        {
            if (list.Statements[index] == statement) return index;
        }

        return -1;
    }

    private static bool IsFunction(SyntaxNode node) => node
        is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        or (MemberDeclarationSyntax and not GlobalStatementSyntax);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Where a call is made.</summary>
internal static class CallPlace
{
    /// <summary>
    /// The statement, or the body that is an expression, that makes the call whenever it runs and does nothing of weight before;
    /// <see langword="null"/> if it makes it only sometimes.
    /// </summary>
    public static SyntaxNode? Of(InvocationExpressionSyntax call)
    {
        SyntaxNode node = call;
        while (true)
        {
            switch (node.Parent)
            {
                case ParenthesizedExpressionSyntax or AwaitExpressionSyntax or EqualsValueClauseSyntax or VariableDeclarationSyntax { Variables.Count: 1 }:
                case VariableDeclaratorSyntax:
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax } assignment when assignment.Right == node:
                case BinaryExpressionSyntax binary
                    when binary.Left == node || !IsShortCut(binary) && binary.Left is IdentifierNameSyntax or LiteralExpressionSyntax:
                case PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.LogicalNotExpression):
                    node = node.Parent;
                    break;
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } or ReturnStatementSyntax:
                    return node.Parent;
                case IfStatementSyntax choice when choice.Condition == node && choice.Parent is not ElseClauseSyntax:
                    return choice;
                case ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax } arrow:
                    return arrow;
                default:
                    return null;
            }
        }
    }

    private static bool IsShortCut(BinaryExpressionSyntax binary) =>
        binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression) || binary.IsKind(SyntaxKind.CoalesceExpression);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Joins conditions with "and".</summary>
internal static class Conjunction
{
    /// <summary>The text of a condition as one side of "and": in parentheses if it binds less.</summary>
    public static string Operand(ExpressionSyntax condition)
    {
        var text = condition.WithoutTrivia().ToString();
        return BindsLess(condition) ? $"({text})" : text;
    }

    /// <summary>Whether a condition binds less than "and".</summary>
    public static bool BindsLess(ExpressionSyntax condition) =>
        condition is ConditionalExpressionSyntax or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax
        || condition.IsKind(SyntaxKind.LogicalOrExpression) || condition.IsKind(SyntaxKind.CoalesceExpression);
}

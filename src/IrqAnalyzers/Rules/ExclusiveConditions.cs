using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Whether what decides about one step is what keeps from another, so that no object gets both: the same question, answered with yes here and with no there.
/// </summary>
internal static class ExclusiveConditions
{
    /// <summary>Whether two steps in rounds of different loops are for different elements.</summary>
    public static bool Hold(StepUse one, StepUse other)
    {
        if (one.Round is not { } first || other.Round is not { } second) return false;
        var asked = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (question, answer) in QuestionsOf(one, first)) asked[question] = answer;
        if (asked.Count == 0) return false;
        foreach (var (question, answer) in QuestionsOf(other, second))
        {
            if (asked.TryGetValue(question, out var known) && known != answer) return true;
        }

        return false;
    }

    private static List<(string Question, bool Answer)> QuestionsOf(StepUse step, LoopElements round)
    {
        var found = new List<(string Question, bool Answer)>();
        var name = round.Variable?.Name;
        for (var current = step.Site; current.Parent is { } around && around != round.Loop.Syntax.Parent; current = around)
        {
            switch (around)
            {
                case IfStatementSyntax choice when current != choice.Condition:
                    Add(choice.Condition, current == choice.Statement, name, found);
                    break;
                case ConditionalExpressionSyntax choice when current != choice.Condition:
                    Add(choice.Condition, current == choice.WhenTrue, name, found);
                    break;
                case BlockSyntax block:
                    foreach (var statement in block.Statements)
                    {
                        if (statement == current) break;
                        if (statement is IfStatementSyntax { Else: null } leaving && Leaves(leaving.Statement))
                            Add(leaving.Condition, answer: false, name, found);
                    }

                    break;
                case ForEachStatementSyntax loop when current == loop.Statement:
                    AddFilters(loop.Expression, found);
                    break;
            }
        }

        return found;
    }

    private static bool Leaves(StatementSyntax statement)
    {
        if (statement is BlockSyntax { Statements: { Count: > 0 } inner }) statement = inner[inner.Count - 1];
        return statement is ContinueStatementSyntax or BreakStatementSyntax or ReturnStatementSyntax;
    }

    // What queries ask in front of the loop.
    private static void AddFilters(ExpressionSyntax collection, List<(string Question, bool Answer)> found)
    {
        while (collection is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner, Name: var query } } call)
        {
            if (query.Identifier.ValueText == "Where" && call.ArgumentList.Arguments.Count == 1
                && call.ArgumentList.Arguments[0].Expression is SimpleLambdaExpressionSyntax { ExpressionBody: { } condition, Parameter: var element })
                Add(condition, answer: true, element.Identifier.ValueText, found);
            collection = inner;
        }
    }

    private static void Add(ExpressionSyntax condition, bool answer, string? name, List<(string Question, bool Answer)> found)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                Add(inner, answer, name, found);
                break;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand }:
                Add(operand, !answer, name, found);
                break;
            case BinaryExpressionSyntax both when both.IsKind(answer ? SyntaxKind.LogicalAndExpression : SyntaxKind.LogicalOrExpression):
                Add(both.Left, answer, name, found);
                Add(both.Right, answer, name, found);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } unequal:
                found.Add((Text(unequal.Left, name) + " is " + Text(unequal.Right, name), !answer));
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal:
                found.Add((Text(equal.Left, name) + " is " + Text(equal.Right, name), answer));
                break;
            case IsPatternExpressionSyntax { Expression: var asked, Pattern: UnaryPatternSyntax { Pattern: var refused } }:
                found.Add((Text(asked, name) + " is " + Text(refused, name), !answer));
                break;
            case IsPatternExpressionSyntax { Expression: var asked, Pattern: var pattern }:
                found.Add((Text(asked, name) + " is " + Text(pattern, name), answer));
                break;
            default:
                found.Add((Text(condition, name), answer));
                break;
        }
    }

    // The element has another name in each loop.
    private static string Text(SyntaxNode node, string? name)
    {
        var text = new System.Text.StringBuilder();
        foreach (var token in node.DescendantTokens())
        {
            var isElement = token.ValueText == name && token.Parent is IdentifierNameSyntax named
                && (named.Parent is not MemberAccessExpressionSyntax access || access.Expression == named);
            text.Append(isElement ? "#0" : token.ValueText).Append(' ');
        }

        return text.ToString();
    }
}

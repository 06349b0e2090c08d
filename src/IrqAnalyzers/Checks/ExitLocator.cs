using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Checks;

/// <summary>
/// Finds the statement by which a branch leaves a body. The graph keeps only returns with a value; others are found again in the syntax,
/// as what follows the last thing that was done.
/// </summary>
internal static class ExitLocator
{
    public static Location Find(ControlFlowBranch branch, Value? result, Body body)
    {
        var source = branch.Source;
        if (branch.Semantics == ControlFlowBranchSemantics.Return && source.BranchValue is { } value) return OfValue(value.Syntax);
        var isConditional = source.ConditionalSuccessor is not null;
        var last = source.BranchValue?.Syntax ?? (source.Operations.Length > 0 ? source.Operations[source.Operations.Length - 1].Syntax : null);
        SyntaxNode? found = null;
        if (last is not null)
        {
            var outcome = isConditional && (branch.IsConditionalSuccessor == (source.ConditionKind == ControlFlowConditionKind.WhenTrue));
            found = isConditional ? AfterCondition(last, outcome) : After(last);
        }

        return found is ReturnStatementSyntax ? found.GetLocation() : EndOf(body, last is null);
    }

    private static Location OfValue(SyntaxNode value)
    {
        for (SyntaxNode? node = value; node is not null; node = node.Parent)
        {
            if (node is ReturnStatementSyntax) return node.GetLocation();
            if (node is ArrowExpressionClauseSyntax arrow) return arrow.Expression.GetLocation();
            if (node is StatementSyntax) break;
        }

        return value.GetLocation();
    }

    // A body that does nothing but return has no block to start from.
    private static Location EndOf(Body body, bool isEmpty)
    {
        var block = body.Syntax switch
        {
            BaseMethodDeclarationSyntax method => method.Body,
            BlockSyntax syntax => syntax,
            _ => null,
        };
        if (isEmpty && block is { Statements.Count: > 0 } && First(block) is ReturnStatementSyntax only) return only.GetLocation();
        for (SyntaxNode? node = body.Syntax; node is not null; node = node.Parent)
        {
            if (node is MethodDeclarationSyntax method) return method.Identifier.GetLocation();
            if (node is LocalFunctionStatementSyntax local) return local.Identifier.GetLocation();
        }

        return body.Syntax.GetLocation();
    }

    private static SyntaxNode? AfterCondition(SyntaxNode condition, bool outcome)
    {
        var node = condition;
        for (var parent = node.Parent; parent is not null; node = parent, parent = node.Parent)
        {
            switch (parent)
            {
                case ParenthesizedExpressionSyntax:
                    continue;
                case PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression):
                    outcome = !outcome;
                    continue;
                case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression):
                    continue;
                case IfStatementSyntax choice when choice.Condition == node:
                    return outcome ? Enter(choice.Statement) : choice.Else is { } other ? Enter(other.Statement) : After(choice);
                case WhileStatementSyntax loop when loop.Condition == node:
                    return outcome ? Enter(loop.Statement) : After(loop);
                case DoStatementSyntax loop when loop.Condition == node:
                    return outcome ? Enter(loop.Statement) : After(loop);
                case ForStatementSyntax loop when loop.Condition == node:
                    return outcome ? Enter(loop.Statement) : After(loop);
                case CommonForEachStatementSyntax loop when loop.Expression == node:
                    return outcome ? Enter(loop.Statement) : After(loop);
                case SwitchLabelSyntax { Parent: SwitchSectionSyntax section }:
                    return AfterLabel(section, outcome);
                case StatementSyntax statement:
                    return After(statement);
            }
        }

        return null;
    }

    // No case matched: the default section, or what follows the switch.
    private static SyntaxNode? AfterLabel(SwitchSectionSyntax section, bool outcome)
    {
        if (outcome) return section.Statements.Count > 0 ? Enter(section.Statements[0]) : null;
        if (section.Parent is not SwitchStatementSyntax whole) return null;
        foreach (var candidate in whole.Sections)
        {
            foreach (var label in candidate.Labels)
            {
                if (label is DefaultSwitchLabelSyntax) return candidate.Statements.Count > 0 ? Enter(candidate.Statements[0]) : null;
            }
        }

        return After(whole);
    }

    private static SyntaxNode? Enter(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.Count > 0 ? First(block) : After(block),
        BreakStatementSyntax leaving => AfterBreak(leaving),
        EmptyStatementSyntax empty => After(empty),
        LocalFunctionStatementSyntax local => After(local),
        _ => statement,
    };

    private static SyntaxNode? First(BlockSyntax block) => Enter(block.Statements[0]);

    private static SyntaxNode? AfterBreak(BreakStatementSyntax leaving)
    {
        for (SyntaxNode? node = leaving.Parent; node is not null; node = node.Parent)
        {
            if (node is SwitchStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)
                return After(node);
        }

        return null;
    }

    private static SyntaxNode? After(SyntaxNode done)
    {
        for (SyntaxNode? node = done; node is not null; node = node.Parent)
        {
            switch (node.Parent)
            {
                case BlockSyntax block when node is StatementSyntax statement:
                    var next = block.Statements.IndexOf(statement) + 1;
                    if (next > 0 && next < block.Statements.Count) return Enter(block.Statements[next]);
                    break;
                case SwitchSectionSyntax section when node is StatementSyntax statement:
                    next = section.Statements.IndexOf(statement) + 1;
                    if (next > 0 && next < section.Statements.Count) return Enter(section.Statements[next]);
                    break;
                case BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or null:
                    return null;
            }
        }

        return null;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Roslyn;

/// <summary>Where code stands: what the statements and functions around it say of when it runs.</summary>
internal static class Placement
{
    /// <summary>Whether two pieces of code are in different branches of one choice, so that only one of them runs.</summary>
    public static bool AreAlternatives(SyntaxNode one, SyntaxNode other)
    {
        foreach (var branch in one.AncestorsAndSelf())
        {
            if (branch.Parent is not { } around || !around.Span.Contains(other.Span) || branch.Span.Contains(other.Span)) continue;
            return around switch
            {
                IfStatementSyntax { Else: { } otherwise } either =>
                    (branch == either.Statement && otherwise.Span.Contains(other.Span)) || (branch == otherwise && either.Statement.Span.Contains(other.Span)),
                SwitchStatementSyntax =>
                    branch is SwitchSectionSyntax && other.FirstAncestorOrSelf<SwitchSectionSyntax>(section => section.Parent == around) is not null,
                _ => false,
            };
        }

        return false;
    }

    /// <summary>Whether a choice, a handler or an early end within a piece of code decides whether an operation is made when the code runs.</summary>
    public static bool IsConditional(IOperation operation, IOperation within)
    {
        for (var current = operation; current.Parent is { } around && !ReferenceEquals(current, within); current = around)
        {
            if (IsChoice(around, current)) return !ReferenceEquals(around, within);
            if (around is IBlockOperation block && EndsBefore(block, current)) return true;
        }

        return false;
    }

    /// <summary>Whether a choice around an operation decides about it, and not about other code that comes after it.</summary>
    public static bool IsDecidedApart(IOperation operation, SyntaxNode later)
    {
        for (var current = operation; current.Parent is { } around; current = around)
        {
            if (IsChoice(around, current) && !current.Syntax.Span.Contains(later.Span)) return true;
        }

        return false;
    }

    private static bool IsChoice(IOperation around, IOperation inner) => around switch
    {
        IConditionalOperation choice => !ReferenceEquals(choice.Condition, inner),
        ISwitchOperation or ISwitchExpressionOperation or ITryOperation or ICatchClauseOperation => true,
        ICoalesceOperation or IConditionalAccessOperation or IAnonymousFunctionOperation or ILocalFunctionOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } => true,
        _ => false,
    };

    private static bool EndsBefore(IBlockOperation block, IOperation statement)
    {
        foreach (var before in block.Operations)
        {
            if (ReferenceEquals(before, statement)) return false;
            foreach (var operation in before.DescendantsAndSelf())
            {
                if (operation is IBranchOperation or IReturnOperation { Kind: OperationKind.Return } or IThrowOperation) return true;
            }
        }

        return false;
    }

    /// <summary>Whether an operation is in a lambda or a local function, which runs whenever it is called.</summary>
    public static bool IsInInnerCode(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
        }

        return false;
    }

    /// <summary>Whether an operation is in a loop, a lambda or a local function, so that it may run several times.</summary>
    public static bool MayBeRepeated(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
        }

        return false;
    }
}

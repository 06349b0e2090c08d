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

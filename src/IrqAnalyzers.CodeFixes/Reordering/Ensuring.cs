using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Recognises the statement that establishes a fact.</summary>
internal static class Ensuring
{
    /// <summary>The operation that the statement always runs, if it establishes one of the facts for the subject.</summary>
    public static IMethodSymbol? Operation(
        StatementSyntax statement, ulong facts, SubjectPath subject, SemanticModel model, ContractTable contracts, CancellationToken cancellation)
    {
        if (Call(statement) is not { } call || model.GetOperation(call, cancellation) is not IInvocationOperation invocation) return null;
        foreach (var effect in contracts.Of(invocation.TargetMethod).Effects)
        {
            if (effect.Kind != EffectKind.Ensure || (effect.Facts & facts) == 0) continue;
            if (subject.Equals(SubjectPath.Of(SubjectOf(invocation, effect.Subject)))) return invocation.TargetMethod;
        }

        return null;
    }

    /// <summary>The expression whose facts an operation's contract speaks of.</summary>
    public static IOperation? SubjectOf(IInvocationOperation invocation, int subject)
    {
        if (subject < 0) return invocation.Instance;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == subject) return argument.Value;
        }

        return null;
    }

    private static InvocationExpressionSyntax? Call(StatementSyntax statement)
    {
        var expression = statement switch
        {
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => assignment.Right,
            ExpressionStatementSyntax plain => plain.Expression,
            LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } => variables[0].Initializer?.Value,
            _ => null,
        };
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case AwaitExpressionSyntax awaited:
                    expression = awaited.Expression;
                    break;
                default:
                    return expression as InvocationExpressionSyntax;
            }
        }
    }
}

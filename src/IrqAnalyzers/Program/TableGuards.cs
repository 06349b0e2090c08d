using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Methods that first look up what they are given in a table of their class, and do something only if it is there: <c>if (!table.Remove(function, out
/// var context)) return;</c>. Whether it is there was decided by what was done to it before.
/// </summary>
internal sealed class TableGuards
{
    private const int None = -1;

    private readonly ConcurrentDictionary<IMethodSymbol, int> known = new(SymbolEqualityComparer.Default);

    /// <summary>The parameter that a method looks up first; -1 if it does not.</summary>
    public int Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        return known.TryGetValue(method, out var found) ? found : known.GetOrAdd(method, Find(method, cancellation));
    }

    private static int Find(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method is not { IsAbstract: false, Parameters.IsEmpty: false, DeclaringSyntaxReferences.Length: 1 }) return None;
        if (method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not MethodDeclarationSyntax { Body.Statements: { Count: > 0 } statements })
            return None;
        if (statements[0] is not IfStatementSyntax { Else: null } guard) return None;
        var isNegated = guard.Condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };
        if (isNegated ? !Leaves(guard.Statement) : !IsAll(statements)) return None;
        var test = isNegated ? ((PrefixUnaryExpressionSyntax)guard.Condition).Operand : guard.Condition;
        while (test is ParenthesizedExpressionSyntax inner) test = inner.Expression;
        return LookedUp(test) is { } key ? OrdinalOf(key, method) : None;
    }

    private static bool Leaves(StatementSyntax statement)
    {
        if (statement is BlockSyntax { Statements: { Count: > 0 } inner }) statement = inner[inner.Count - 1];
        return statement is ReturnStatementSyntax;
    }

    // Behind the test there is at most a result.
    private static bool IsAll(SyntaxList<StatementSyntax> statements) =>
        statements.Count == 1 || (statements.Count == 2 && statements[1] is ReturnStatementSyntax);

    private static ExpressionSyntax? LookedUp(ExpressionSyntax test) =>
        test is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax },
                Name.Identifier.ValueText: "TryGetValue" or "Remove" or "TryRemove" or "ContainsKey" or "Contains",
            },
            ArgumentList.Arguments: { Count: > 0 } arguments,
        }
            ? arguments[0].Expression : null;

    // The parameter itself, or its address.
    private static int OrdinalOf(ExpressionSyntax key, IMethodSymbol method)
    {
        if (key is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Address", Expression: var owner }) key = owner;
        if (key is not IdentifierNameSyntax name) return None;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name == name.Identifier.ValueText) return parameter.Ordinal;
        }

        return None;
    }
}

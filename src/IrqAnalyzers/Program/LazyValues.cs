using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>Where the code of a <c>Lazy</c> in a member runs: where its value is asked for first.</summary>
internal static class LazyValues
{
    public static bool IsLazy(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Lazy", TypeArguments.Length: > 0, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>
    /// Whether one place in its type surely asks for the value first: all others stand behind it in the same member, and it is in no loop, lambda or local
    /// function, from where it would ask again.
    /// </summary>
    /// <param name="member">The member with the <c>Lazy</c>.</param>
    /// <param name="place">The place.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public static bool IsFirstAsked(ISymbol member, SyntaxNode place, CancellationToken cancellation)
    {
        if (member.DeclaredAccessibility != Accessibility.Private || IsRepeated(place) || place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } method) return false;
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != member.Name || place.Span.Contains(name.Span)) continue;
                if (MutatedCollections.Whole(name) is var used && used.Parent is AssignmentExpressionSyntax assignment && assignment.Left == used) continue;
                if (name.SyntaxTree != place.SyntaxTree || !method.Span.Contains(name.Span) || name.SpanStart < place.SpanStart) return false;
            }
        }

        return true;
    }

    private static bool IsRepeated(SyntaxNode place)
    {
        for (var node = place.Parent; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return true;
        }

        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>Collections in members whose type adds elements to them or takes some away, as the syntax shows it.</summary>
internal static class MutatedCollections
{
    /// <summary>Whether a member is one.</summary>
    public static bool Contain(ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == member.Name && IsMutated(name)) return true;
            }
        }

        return false;
    }

    private static bool IsMutated(ExpressionSyntax collection)
    {
        if (collection.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } ofThis && ofThis.Name == collection) collection = ofThis;
        return collection.Parent switch
        {
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: var called } access when access.Expression == collection => Changes(called),
            ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element => assignment.Left == element,
            ArgumentSyntax => true,
            _ => false,
        };
    }

    private static bool Changes(string called)
    {
        foreach (var verb in new[] { "Add", "Remove", "Clear", "Insert", "Push", "Pop", "Enqueue", "Dequeue", "Try", "Set", "GetOrAdd", "Union", "Except", "Intersect", "Sort", "Reverse" })
        {
            if (called.StartsWith(verb, StringComparison.Ordinal) && called is not ("TryGetValue" or "TryPeek" or "SetEquals")) return true;
        }

        return false;
    }
}

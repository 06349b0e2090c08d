using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>Objects in members that their type may change after they were made, as the syntax shows it.</summary>
internal static class MutatedCollections
{
    /// <summary>Whether a member holds one.</summary>
    public static bool Contain(ISymbol member, ITypeSymbol type, CancellationToken cancellation)
    {
        var isCollection = type is IArrayTypeSymbol || ContractTable.IsCollection(type);
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == member.Name && (isCollection ? !IsOnlyRead(name) : IsChanged(name))) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a use of a collection leaves it as it is, and hands it to nobody.</summary>
    public static bool IsOnlyRead(IdentifierNameSyntax name)
    {
        ExpressionSyntax used = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } ofThis && ofThis.Name == name ? ofThis : name;
        return used.Parent switch
        {
            CommonForEachStatementSyntax loop => loop.Expression == used,
            MemberAccessExpressionSyntax access when access.Expression == used => access.Parent is InvocationExpressionSyntax ? Reads(access.Name.Identifier.ValueText) : access.Name.Identifier.ValueText is "Length" or "Count" or "IsEmpty",
            ElementAccessExpressionSyntax element when element.Expression == used => element.Parent is InvocationExpressionSyntax or EqualsValueClauseSyntax or MemberAccessExpressionSyntax or IfStatementSyntax or BinaryExpressionSyntax
                or ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax },
            NameColonSyntax or NameEqualsSyntax => true,

            // What is assigned is looked at elsewhere.
            AssignmentExpressionSyntax assignment => assignment.Left == used,
            _ => false,
        };
    }

    private static bool Reads(string called) => called is "Contains" or "ContainsKey" or "TryGetValue" or "IndexOf" or "Any" or "All" or "First" or "FirstOrDefault" or "Last" or "Single" or "Select" or "Where"
        or "OrderBy" or "OrderByDescending" or "ToArray" or "ToList" or "ElementAt" or "Count" or "GetValueOrDefault" or "Peek" or "Skip" or "Take" or "Zip" or "Exists" or "Find" or "IsSubsetOf" or "Overlaps";

    private static bool IsChanged(ExpressionSyntax used)
    {
        if (used.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } ofThis && ofThis.Name == used) used = ofThis;
        return used.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: var called } access && access.Expression == used
            && (called.StartsWith("Set", StringComparison.Ordinal) || called.StartsWith("Add", StringComparison.Ordinal) || called.StartsWith("Append", StringComparison.Ordinal) || called == "Clear");
    }
}

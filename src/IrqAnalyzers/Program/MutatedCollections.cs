using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>Objects in members that their type may change after they were made, as the syntax shows it.</summary>
internal static class MutatedCollections
{
    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal)
    {
        "All", "Any", "Contains", "ContainsKey", "Count", "ElementAt", "Exists", "Find", "First", "FirstOrDefault", "GetValueOrDefault", "IndexOf", "IsSubsetOf", "Last",
        "OrderBy", "OrderByDescending", "Overlaps", "Peek", "Select", "Single", "Skip", "Take", "ToArray", "ToList", "TryGetValue", "Where", "Zip",
    };

    /// <summary>Whether a member holds one.</summary>
    public static bool Contain(ISymbol member, ITypeSymbol type, CancellationToken cancellation)
    {
        var isCollection = type is IArrayTypeSymbol || ContractTable.IsCollection(type);
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != member.Name) continue;
                if (isCollection ? !IsOnlyRead(name) : IsChanged(name)) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a use of a collection neither changes it nor lets it escape.</summary>
    public static bool IsOnlyRead(IdentifierNameSyntax name)
    {
        var used = Whole(name);
        return used.Parent switch
        {
            CommonForEachStatementSyntax loop => loop.Expression == used,
            MemberAccessExpressionSyntax access when access.Expression == used => IsReading(access),
            ElementAccessExpressionSyntax element when element.Expression == used => IsReading(element),
            NameColonSyntax or NameEqualsSyntax => true,

            // What is assigned is looked at elsewhere.
            AssignmentExpressionSyntax assignment => assignment.Left == used,
            _ => false,
        };
    }

    private static bool IsReading(MemberAccessExpressionSyntax access) =>
        access.Parent is InvocationExpressionSyntax ? Reading.Contains(access.Name.Identifier.ValueText) : access.Name.Identifier.ValueText is "Length" or "Count" or "IsEmpty";

    private static bool IsReading(ElementAccessExpressionSyntax element) =>
        element.Parent is InvocationExpressionSyntax or EqualsValueClauseSyntax or MemberAccessExpressionSyntax or IfStatementSyntax or BinaryExpressionSyntax
            or ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax };

    // Of what is no collection: whether it is set up further, as a builder is.
    private static bool IsChanged(IdentifierNameSyntax name)
    {
        var used = Whole(name);
        if (used.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: var called } access || access.Expression != used) return false;
        return called == "Clear" || called.StartsWith("Set", StringComparison.Ordinal) || called.StartsWith("Add", StringComparison.Ordinal)
            || called.StartsWith("Append", StringComparison.Ordinal);
    }

    /// <summary>A member's name, together with the <c>this</c> that it may stand behind.</summary>
    public static ExpressionSyntax Whole(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } ofThis && ofThis.Name == name ? ofThis : name;
}

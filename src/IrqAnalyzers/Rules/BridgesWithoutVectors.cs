using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Bridges that need no MSI domain: a project that gives vectors to none of its bridges may leave them as they come. Asked only when something possible is
/// about to be reported.
/// </summary>
internal sealed class BridgesWithoutVectors(Compilation compilation)
{
    private const string Bridge = "PciBridge";
    private const string Describe = "AddBridge";

    // Trees live on from one keystroke to the next; only the one that is typed in is read again.
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> WithVectorsIn = new();

    /// <summary>Whether only such bridges come to a place.</summary>
    public bool AreAllThatComeTo(Location location, CancellationToken cancellation)
    {
        if (location.SourceTree?.GetRoot(cancellation).FindNode(location.SourceSpan) is not { } place || !IsForBridges(place)) return false;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!WithVectorsIn.TryGetValue(tree, out var hasSome)) hasSome = WithVectorsIn.GetValue(tree, key => new(DescribesSome(key.GetRoot(cancellation))));
            if (hasSome.Value) return false;
        }

        return true;
    }

    private static bool IsForBridges(SyntaxNode place)
    {
        for (var (node, inner) = (place.Parent, place); node is not null and not MemberDeclarationSyntax; (node, inner) = (node.Parent, node))
        {
            if (node is IfStatementSyntax branch && branch.Statement == inner && AsksForBridge(branch.Condition)) return true;
            if (node is SwitchSectionSyntax { Labels: { Count: 1 } labels } && IsBridge(labels[0])) return true;
        }

        return false;
    }

    private static bool AsksForBridge(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => AsksForBridge(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => AsksForBridge(both.Left) || AsksForBridge(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression, Right: TypeSyntax type } => IsBridge(type),
        IsPatternExpressionSyntax { Pattern: var pattern } => IsBridge(pattern),
        _ => false,
    };

    private static bool IsBridge(SwitchLabelSyntax label) => label switch
    {
        CasePatternSwitchLabelSyntax { Pattern: var pattern } => IsBridge(pattern),
        CaseSwitchLabelSyntax { Value: TypeSyntax type } => IsBridge(type),
        _ => false,
    };

    private static bool IsBridge(PatternSyntax pattern) => pattern switch
    {
        DeclarationPatternSyntax { Type: var type } => IsBridge(type),
        RecursivePatternSyntax { Type: { } type } => IsBridge(type),
        TypePatternSyntax { Type: var type } => IsBridge(type),
        ConstantPatternSyntax { Expression: TypeSyntax type } => IsBridge(type),
        ParenthesizedPatternSyntax { Pattern: var inner } => IsBridge(inner),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.AndPattern } both => IsBridge(both.Left) || IsBridge(both.Right),
        _ => false,
    };

    private static bool IsBridge(TypeSyntax type) => type switch
    {
        IdentifierNameSyntax { Identifier.ValueText: Bridge } => true,
        QualifiedNameSyntax { Right.Identifier.ValueText: Bridge } => true,
        _ => false,
    };

    // Vectors are given by name: the arguments before them say where the bridge is.
    private static bool DescribesSome(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Describe }, ArgumentList.Arguments: var arguments }) continue;
            if (arguments.Count > 5 || arguments.Any(static argument => argument.NameColon?.Name.Identifier.ValueText is "msixVectors" or "msiVectors")) return true;
        }

        return false;
    }
}

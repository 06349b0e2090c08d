using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>Names that stand where something is assigned, as the syntax shows it.</summary>
internal static class AssignedNames
{
    /// <summary>Whether what a name stands for may be assigned there.</summary>
    public static bool MayAssign(IdentifierNameSyntax name)
    {
        var used = Whole(name);
        return used.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == used,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } => true,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } => true,
            ArgumentSyntax { Parent: TupleExpressionSyntax } => true,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    /// <summary>The plain assignment that a name is the target of; <see langword="null"/> if it is assigned in another way.</summary>
    public static AssignmentExpressionSyntax? PlainAssignment(IdentifierNameSyntax name) =>
        Whole(name) is { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } used && assignment.Left == used ? assignment : null;

    /// <summary>The assignment, plain or not, alone or of several at once, that a name is a target of; <see langword="null"/> if it is assigned in another way.</summary>
    public static AssignmentExpressionSyntax? AssignmentOf(IdentifierNameSyntax name)
    {
        SyntaxNode used = Whole(name);
        while (used.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax tuple }) used = tuple;
        return used.Parent is AssignmentExpressionSyntax assignment && assignment.Left == used ? assignment : null;
    }

    // The name together with what it is a member of.
    private static ExpressionSyntax Whole(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
}

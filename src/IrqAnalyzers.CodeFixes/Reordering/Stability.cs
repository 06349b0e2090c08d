using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Tells what reads the same whenever it is read.</summary>
internal static class Stability
{
    /// <summary>Whether the field never changes once its object exists.</summary>
    public static bool IsStable(IFieldSymbol field) => field.IsConst || field.IsReadOnly;

    /// <summary>Whether the property is a read-only field in disguise: automatic, never set once its object exists, never overridden.</summary>
    public static bool IsStable(IPropertySymbol property)
    {
        property = property.OriginalDefinition;
        if (property.IsIndexer || property.IsAbstract || property.IsExtern || property.GetMethod is not { } getter) return false;
        if (property.SetMethod is { IsInitOnly: false }) return false;
        if ((property.IsVirtual || property.IsOverride) && !property.IsSealed && !property.ContainingType.IsSealed) return false;
        if (property.DeclaringSyntaxReferences.IsEmpty) return IsCompilerGenerated(getter);
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            if (!IsAutomatic(reference.GetSyntax())) return false;
        }

        return true;
    }

    /// <summary>Whether the property only keeps what it is given.</summary>
    public static bool IsAutomatic(IPropertySymbol property)
    {
        property = property.OriginalDefinition;
        if (property.IsIndexer || property.IsAbstract || property.IsExtern || property.GetMethod is not { } getter) return false;
        return property.DeclaringSyntaxReferences.IsEmpty
            ? IsCompilerGenerated(getter)
            : property.DeclaringSyntaxReferences.All(static reference => IsAutomatic(reference.GetSyntax()));
    }

    /// <summary>Whether a parameter is one of a primary constructor that members use, and its type never assigns it.</summary>
    public static bool IsAssignedByMembers(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) return false;
        foreach (var reference in constructor.ContainingType.DeclaringSyntaxReferences)
        {
            if (IsAssignedIn(reference.GetSyntax(), parameter.Name)) return true;
        }

        return false;
    }

    /// <summary>Whether anything of the name is assigned, changed or passed by reference.</summary>
    public static bool IsAssignedIn(SyntaxNode scope, string name)
    {
        foreach (var node in scope.DescendantNodes())
        {
            if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name && IsWritten(identifier)) return true;
        }

        return false;
    }

    private static bool IsWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression)
            || prefix.IsKind(SyntaxKind.PreDecrementExpression) || prefix.IsKind(SyntaxKind.AddressOfExpression),
        PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression)
            ? IsWritten(postfix)
            : true,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWritten(tuple),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        RefExpressionSyntax => true,
        ParenthesizedExpressionSyntax parenthesized => IsWritten(parenthesized),
        _ => false,
    };

    private static bool IsCompilerGenerated(IMethodSymbol getter)
    {
        foreach (var attribute in getter.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "CompilerGeneratedAttribute" }) return true;
        }

        return false;
    }

    private static bool IsAutomatic(SyntaxNode declaration)
    {
        if (declaration is ParameterSyntax) return true;
        if (declaration is not PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors }) return false;
        foreach (var accessor in accessors.Accessors)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null) return false;
        }

        return true;
    }
}

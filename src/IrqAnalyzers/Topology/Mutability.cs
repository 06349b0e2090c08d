using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>Which objects are immutable once they are made.</summary>
internal static class Mutability
{
    /// <summary>Whether all fields of a type can be set by its constructors and initializers only.</summary>
    public static bool IsFixed(ITypeSymbol type)
    {
        if (type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType) return true;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.DeclaringSyntaxReferences.IsEmpty) return IsFixedCollection(type);
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { IsStatic: false, IsReadOnly: false, IsConst: false }:
                    return false;

                // A parameter of a primary constructor that members use is a field that they can assign.
                case IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: false } constructor
                    when !type.IsRecord && Bodies.IsPrimary(constructor) && Bodies.Assigns(constructor):
                    return false;
            }
        }

        return type.BaseType is null || IsFixed(type.BaseType);
    }

    /// <summary>Whether a collection cannot be changed through this type.</summary>
    public static bool IsFixedCollection(ITypeSymbol type) => type is INamedTypeSymbol { Name: var name } named
        && (name.StartsWith("IReadOnly", StringComparison.Ordinal) || name.StartsWith("ReadOnly", StringComparison.Ordinal)
            || name is "IEnumerable" or "ImmutableArray" or "ImmutableList" or "FrozenDictionary" or "ImmutableDictionary")
        && named.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true;

    /// <summary>Whether a member of an object can be set when the object has been made.</summary>
    public static bool CanBeSet(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };
}

using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Questions about types and symbols that need nothing else.</summary>
internal static class TypeFacts
{
    // Collections, and what makes text of an object. Those that tell others of what is put into them are no mere collections.
    public static bool KeepsToItself(INamedTypeSymbol type)
    {
        if (type.Name == "ConditionalWeakTable") return true;
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "ObjectModel" }) return false;
            if (space is { Name: "Collections" or "IO" or "Text", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }) return true;
        }

        return false;
    }

    public static bool CanBeSame(ITypeSymbol? one, ITypeSymbol? other) =>
        one?.IsValueType != true && other?.IsValueType != true && AreRelated(one, other);

    private static bool AreRelated(ITypeSymbol? one, ITypeSymbol? other) =>
        one is not { TypeKind: TypeKind.Class } || other is not { TypeKind: TypeKind.Class } || Derives(one, other) || Derives(other, one);

    public static bool Derives(ITypeSymbol? derived, ITypeSymbol parent)
    {
        for (; derived is not null; derived = derived.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(derived.OriginalDefinition, parent.OriginalDefinition)) return true;
        }

        return false;
    }

    public static int TupleIndex(IFieldSymbol member)
    {
        var elements = member.ContainingType.TupleElements;
        for (var index = 0; !elements.IsDefault && index < elements.Length; index++)
        {
            var element = elements[index];
            if (SymbolEqualityComparer.Default.Equals(element, member)
                || SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, member.CorrespondingTupleField ?? member))
                return index;
        }

        return -1;
    }

    public static bool IsNullable(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public static bool IsEverything(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    public static bool MakesException(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor && IsException(method.ContainingType);

    private static bool IsException(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsEverything(current)) return current.SpecialType == SpecialType.None;
        }

        return false;
    }

    public static bool IsOf(ISymbol symbol, IMethodSymbol owner) => SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, owner);

    public static bool IsFlag(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean || (IsNullableType(type) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Boolean);

    public static bool IsNullableType(ITypeSymbol type) => type is INamedTypeSymbol named && IsNullable(named);

    public static bool IsVirtual(IPropertySymbol property) => property.IsVirtual || property.IsAbstract || property.IsOverride;
}

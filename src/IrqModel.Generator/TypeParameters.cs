using Microsoft.CodeAnalysis;

namespace IrqModel.Generator;

/// <summary>The type parameters that an interceptor repeats: those of the types around a method, from outside in, and its own.</summary>
internal static class TypeParameters
{
    public static IReadOnlyList<ITypeParameterSymbol> Of(IMethodSymbol method)
    {
        var all = new List<ITypeParameterSymbol>();
        Add(method.ContainingType, all);
        all.AddRange(method.TypeParameters);
        return all;
    }

    /// <summary>The constraints of parameters, as they are written behind a signature.</summary>
    public static string ConstraintsOf(IEnumerable<ITypeParameterSymbol> parameters) => string.Concat(parameters.Select(ConstraintOf));

    private static void Add(INamedTypeSymbol? type, List<ITypeParameterSymbol> all)
    {
        if (type is null) return;
        Add(type.ContainingType, all);
        all.AddRange(type.TypeParameters);
    }

    private static string ConstraintOf(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint) parts.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint) parts.Add("struct");
        else if (parameter.HasReferenceTypeConstraint) parts.Add("class");
        else if (parameter.HasNotNullConstraint) parts.Add("notnull");
        foreach (var type in parameter.ConstraintTypes) parts.Add(type.ToDisplayString(InterceptorWriter.Format));
        if (parameter.HasConstructorConstraint) parts.Add("new()");
        return parts.Count == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }
}

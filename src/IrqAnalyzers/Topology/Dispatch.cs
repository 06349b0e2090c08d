using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>Finds what a call runs on an object of a known type.</summary>
internal static class Dispatch
{
    /// <summary>The method that is run; <see langword="null"/> if it cannot be told.</summary>
    public static IMethodSymbol? Of(IMethodSymbol method, ITypeSymbol type)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface) return type.FindImplementationForInterfaceMember(method) as IMethodSymbol;
        if (!method.IsVirtual && !method.IsOverride && !method.IsAbstract) return method;
        var root = Root(method);
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(method.Name))
            {
                if (member is IMethodSymbol candidate && SymbolEqualityComparer.Default.Equals(Root(candidate), root)) return candidate;
            }
        }

        return null;
    }

    private static IMethodSymbol Root(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden) method = overridden;
        return method.OriginalDefinition;
    }
}

using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>The declarations whose attributes hold for a member: its own, those it overrides, those it implements.</summary>
internal static class Declarations
{
    public static List<IMethodSymbol> Of(IMethodSymbol method)
    {
        var found = new List<IMethodSymbol>();
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            var declaration = current.OriginalDefinition;
            Add(found, declaration);
            AddInterfaces(found, declaration);
        }

        return found;
    }

    public static List<IPropertySymbol> Of(IPropertySymbol property)
    {
        var found = new List<IPropertySymbol>();
        for (IPropertySymbol? current = property; current is not null; current = current.OverriddenProperty)
        {
            var declaration = current.OriginalDefinition;
            Add(found, declaration);
            AddInterfaces(found, declaration);
        }

        return found;
    }

    private static void AddInterfaces<TMember>(List<TMember> found, TMember member)
        where TMember : class, ISymbol
    {
        if (member.IsStatic || member.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type) return;
        foreach (var implemented in type.AllInterfaces)
        {
            foreach (var candidate in implemented.GetMembers())
            {
                if (candidate is not TMember declared || declared.Kind != member.Kind) continue;
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared)?.OriginalDefinition, member))
                    Add(found, (TMember)declared.OriginalDefinition);
            }
        }
    }

    private static void Add<TMember>(List<TMember> found, TMember member)
        where TMember : class, ISymbol
    {
        foreach (var other in found)
        {
            if (SymbolEqualityComparer.Default.Equals(other, member)) return;
        }

        found.Add(member);
    }
}

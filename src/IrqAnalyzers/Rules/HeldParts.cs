using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Whether an object may hold a part of a system, or code: a notifier, a driver, a domain. A policy of names, options, a table of numbers cannot. Asked
/// only when something possible is about to be reported.
/// </summary>
internal sealed class HeldParts(ProgramFacts program)
{
    // What the framework offers to keep values in, and what reads text or tells the time.
    private static readonly string[] Plain = { "System.Collections.", "System.Linq", "System.IO", "System.Text" };

    private static readonly string[] Parts = { "BusNotifier", "PciDriver", "Host", "IrqDomain" };

    /// <summary>Whether an object of a type may hold such a part.</summary>
    public bool MayHold(ITypeSymbol type) => MayHold(type, new(SymbolEqualityComparer.Default));

    private bool MayHold(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type.SpecialType is SpecialType.System_String || type.TypeKind == TypeKind.Enum) return false;
        if (type is IArrayTypeSymbol array) return MayHold(array.ElementType, seen);
        if (type is not INamedTypeSymbol named || type.TypeKind is TypeKind.Delegate or TypeKind.Error or TypeKind.Dynamic || type.SpecialType == SpecialType.System_Object) return true;
        if (!seen.Add(named)) return false;
        foreach (var argument in named.TypeArguments)
        {
            if (MayHold(argument, seen)) return true;
        }

        if (program.Contracts.Known.IsDsl(named)) return IsPart(named);
        return program.IsOwn(named) ? OwnMayHold(named, seen) : !named.IsValueType && !IsPlain(named);
    }

    private static bool IsPart(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Array.IndexOf(Parts, current.Name) >= 0) return true;
        }

        return type.TypeKind == TypeKind.Interface;
    }

    private static bool IsPlain(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace.ToDisplayString();
        foreach (var plain in Plain)
        {
            if (space.StartsWith(plain, StringComparison.Ordinal)) return true;
        }

        return space == "System" && type.Name is "Random" or "TimeProvider" or "Version" or "Uri";
    }

    // Of an object whose class others derive from nobody knows here what it holds besides. Parameters in the head of a class are fields where members use them.
    private bool OwnMayHold(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type.IsAbstract || program.Implementations.AreDerived(type.OriginalDefinition)) return true;
        for (var current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            if (!program.IsOwn(current)) return MayHold(current, seen);
            foreach (var member in current.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false } field && MayHold(field.Type, seen)) return true;
                if (member is IEventSymbol { IsStatic: false }) return true;
                if (member is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false } constructor && TakesSome(constructor, seen)) return true;
            }
        }

        return false;
    }

    private bool TakesSome(IMethodSymbol constructor, HashSet<ITypeSymbol> seen)
    {
        foreach (var parameter in constructor.Parameters)
        {
            if (MayHold(parameter.Type, seen)) return true;
        }

        return false;
    }
}

using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>The methods of a compilation that a virtual call may run.</summary>
internal sealed class Implementations
{
    // A search through a whole program, of which the models are a small part, takes too long.
    private const int MaximumTypes = 2000;

    private readonly Compilation compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, List<IMethodSymbol>?> known = new(SymbolEqualityComparer.Default);
    private readonly Lazy<List<INamedTypeSymbol>?> types;

    public Implementations(Compilation compilation)
    {
        this.compilation = compilation;
        types = new(FindTypes);
    }

    /// <summary>Those that are written here; <see langword="null"/> if that is not known, or the method is another assembly's.</summary>
    public List<IMethodSymbol>? Of(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        return known.TryGetValue(method, out var found) ? found : known.GetOrAdd(method, Find(method));
    }

    /// <summary>Whether another assembly can have implementations of its own.</summary>
    public bool MayBeElsewhere(IMethodSymbol method) => IsVisibleElsewhere(method.ContainingType);

    /// <summary>Whether other assemblies see a type, a member, or a constructor.</summary>
    public bool IsVisibleElsewhere(ISymbol member)
    {
        if (compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary) return false;
        for (ISymbol? symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return false;
        }

        return true;
    }

    /// <summary>The classes of which an object is that runs a method of its own: those that derive from its class and do not override it.</summary>
    public List<INamedTypeSymbol> Running(IMethodSymbol method)
    {
        var running = new List<INamedTypeSymbol>();
        foreach (var type in types.Value ?? new())
        {
            if (type is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false } && Inherits(type, method)) running.Add(type);
        }

        return running;
    }

    /// <summary>Whether other classes here derive from one, or may.</summary>
    public bool AreDerived(INamedTypeSymbol parent)
    {
        if (parent.IsSealed) return false;
        if (types.Value is not { } all) return true;
        foreach (var type in all)
        {
            if (SymbolEqualityComparer.Default.Equals(type.BaseType?.OriginalDefinition, parent.OriginalDefinition)) return true;
        }

        return false;
    }

    private static bool Inherits(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.ContainingType.OriginalDefinition)) return true;
            foreach (var member in current.GetMembers(method.Name))
            {
                if (member is not IMethodSymbol candidate) continue;
                for (var overridden = candidate.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method)) return false;
                }
            }
        }

        return false;
    }

    private List<IMethodSymbol>? Find(IMethodSymbol method)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly) || types.Value is not { } all) return null;
        var found = new List<IMethodSymbol>();
        // What an interface does by default runs only for a class that does nothing else, and is found with that class.
        if (!method.IsAbstract && method.ContainingType.TypeKind != TypeKind.Interface) found.Add(method);
        foreach (var type in all)
        {
            if (method.ContainingType.TypeKind == TypeKind.Interface) AddImplementation(method, type, found);
            else AddOverride(method, type, found);
        }

        return found;
    }

    private static void AddImplementation(IMethodSymbol method, INamedTypeSymbol type, List<IMethodSymbol> found)
    {
        if (type.TypeKind == TypeKind.Interface) return;
        foreach (var implemented in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType)) continue;
            foreach (var member in implemented.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method)
                    && type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation)
                    Add(Overridden(type, implementation.OriginalDefinition), found);
            }
        }
    }

    // What implements a member for a base class may be overridden in the class itself.
    private static IMethodSymbol Overridden(INamedTypeSymbol type, IMethodSymbol implementation)
    {
        if (!(implementation.IsVirtual || implementation.IsAbstract || implementation.IsOverride)) return implementation;
        var overriding = new List<IMethodSymbol>();
        for (var current = type; current is not null && overriding.Count == 0; current = current.BaseType) AddOverride(implementation, current.OriginalDefinition, overriding);
        return overriding.Count > 0 ? overriding[0] : implementation;
    }

    private static void AddOverride(IMethodSymbol method, INamedTypeSymbol type, List<IMethodSymbol> found)
    {
        foreach (var member in type.GetMembers(method.Name))
        {
            if (member is not IMethodSymbol { IsOverride: true } candidate) continue;
            for (var overridden = candidate.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method)) Add(candidate, found);
            }
        }
    }

    private static void Add(IMethodSymbol implementation, List<IMethodSymbol> found)
    {
        if (implementation.IsAbstract) return;
        foreach (var other in found)
        {
            if (SymbolEqualityComparer.Default.Equals(other, implementation)) return;
        }

        found.Add(implementation);
    }

    private List<INamedTypeSymbol>? FindTypes()
    {
        var found = new List<INamedTypeSymbol>();
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(compilation.Assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner) continue;
                open.Push(inner);
                if (inner is INamedTypeSymbol type) found.Add(type);
                if (found.Count > MaximumTypes) return null;
            }
        }

        return found;
    }
}

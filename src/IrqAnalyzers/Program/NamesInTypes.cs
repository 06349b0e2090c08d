using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>The classes that have the core give back what a driver holds, as far as names tell: which method does so runs long before the driver lets go.</summary>
internal sealed class ManagedDrivers
{
    private const string Operation = "ManageVectors";

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a class or one of its base classes names the operation.</summary>
    public bool Contain(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (NamesIt(current, cancellation)) return true;
        }

        return false;
    }

    private bool NamesIt(INamedTypeSymbol type, CancellationToken cancellation) =>
        known.TryGetValue(type, out var answer) ? answer : known.GetOrAdd(type, Search(type, cancellation));

    private static bool Search(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is SimpleNameSyntax { Identifier.ValueText: Operation }) return true;
            }
        }

        return false;
    }
}

using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// The names that stand in the text of classes. What a driver does in one method may make up for what another leaves, long before or after; whether it does
/// so at all, the names tell.
/// </summary>
internal sealed class NamesInTypes
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, HashSet<string>> known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a class or one of its base classes names one of some members.</summary>
    public bool Contain(INamedTypeSymbol type, HashSet<string> names, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (!known.TryGetValue(current, out var found)) found = known.GetOrAdd(current, Read(current, cancellation));
            if (found.Overlaps(names)) return true;
        }

        return false;
    }

    private static HashSet<string> Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is SimpleNameSyntax name) names.Add(name.Identifier.ValueText);
            }
        }

        return names;
    }
}

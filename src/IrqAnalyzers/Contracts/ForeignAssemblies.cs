using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>Which assemblies cannot know the DSL, because they do not refer to it.</summary>
internal sealed class ForeignAssemblies
{
    private readonly IAssemblySymbol dsl;
    private readonly ConditionalWeakTable<IAssemblySymbol, StrongBox<bool>> known = new();

    public ForeignAssemblies(IAssemblySymbol dsl) => this.dsl = dsl;

    /// <summary>Whether an assembly is one of them.</summary>
    public bool Contain(IAssemblySymbol? assembly) =>
        assembly is not null && (known.TryGetValue(assembly, out var answer) ? answer : known.GetValue(assembly, Find)).Value;

    private StrongBox<bool> Find(IAssemblySymbol assembly)
    {
        if (SymbolEqualityComparer.Default.Equals(assembly, dsl)) return new(false);
        foreach (var module in assembly.Modules)
        {
            foreach (var referenced in module.ReferencedAssemblies)
            {
                if (referenced.Equals(dsl.Identity)) return new(false);
            }
        }

        return new(true);
    }
}

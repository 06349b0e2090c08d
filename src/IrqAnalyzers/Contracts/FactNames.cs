using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>
/// Finds facts by the names that files give them: those of the DSL by their own, declared ones by those of enum and member, with the namespace where
/// several enums have the name.
/// </summary>
internal sealed class FactNames
{
    private readonly Compilation compilation;
    private readonly ContractTable contracts;
    private readonly Dictionary<string, List<INamedTypeSymbol>> found = new(StringComparer.Ordinal);

    public FactNames(Compilation compilation, ContractTable contracts)
    {
        this.compilation = compilation;
        this.contracts = contracts;
    }

    /// <summary>The fact with a name, or why there is none.</summary>
    public (FactMask Fact, string? Problem) Find(string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot < 0 || name.Substring(0, dot) is "Facts" or "IrqModel.Contracts.Facts")
        {
            FactMask fact = contracts.Known.FactOf(name.Substring(dot + 1));
            return fact != 0 ? (fact, null) : (fact, $"'{name}' is no fact; expected facts, joined by '|': {Known()}, or members of an enum with "
                + "[ProtocolFacts], like 'GsiFacts.Routed'");
        }

        var types = EnumsNamed(name.Substring(0, dot));
        if (types.Count > 1)
        {
            return (FactMask.None, $"several enums of facts are called '{name.Substring(0, dot)}'; expected the name with its namespace, like "
                + $"'{types[0].ToDisplayString()}'");
        }

        if (types.Count == 0) return (FactMask.None, $"'{name.Substring(0, dot)}' is no enum of facts; expected the name of an enum with [ProtocolFacts]");
        var facts = contracts.Facts.FactsOf(types[0])!;
        return facts.Find(name.Substring(dot + 1)) is { } declared
            ? (declared.Mask, null)
            : (FactMask.None, $"'{name}' is no fact; expected one of {string.Join(", ", facts.All.Select(static fact => $"'{fact.QualifiedName}'"))}");
    }

    private string Known() => string.Join(" | ", contracts.Known.NamesOf(ulong.MaxValue));

    private List<INamedTypeSymbol> EnumsNamed(string name)
    {
        if (found.TryGetValue(name, out var known)) return known;
        var types = new List<INamedTypeSymbol>();
        foreach (var type in compilation.GetTypesByMetadataName(name)) Add(type);
        if (types.Count == 0) Search(compilation.GlobalNamespace);
        found.Add(name, types);
        return types;

        void Search(INamespaceOrTypeSymbol container)
        {
            foreach (var type in container.GetTypeMembers())
            {
                if (contracts.Known.Foreign.Contain(type.ContainingAssembly)) continue;
                if (type.Name == name || type.ToDisplayString() == name) Add(type);
                Search(type);
            }

            if (container is not INamespaceSymbol space) return;
            foreach (var inner in space.GetNamespaceMembers()) Search(inner);
        }

        void Add(INamedTypeSymbol type)
        {
            if (contracts.Facts.FactsOf(type) is not null) types.Add(type);
        }
    }
}

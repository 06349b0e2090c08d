using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>What the contract attributes say of the calls that describe machines, read once for each symbol.</summary>
internal sealed class TopologyTypes
{
    private const string Namespace = "IrqModel.Contracts.";

    private static readonly ConditionalWeakTable<IAssemblySymbol, StrongBox<TopologyTypes?>> OfAssemblies = new();

    private readonly TopologyTypes? dsl;
    private readonly INamedTypeSymbol describes;
    private readonly INamedTypeSymbol states;
    private readonly INamedTypeSymbol rule;
    private readonly ForeignAssemblies foreign;
    private readonly ConcurrentDictionary<IMethodSymbol, TopologyPart> parts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, TopologyTrait> traits = new(SymbolEqualityComparer.Default);

    private TopologyTypes(INamedTypeSymbol describes, INamedTypeSymbol states, INamedTypeSymbol rule, ForeignAssemblies foreign) =>
        (this.describes, this.states, this.rule, this.foreign) = (describes, states, rule, foreign);

    private TopologyTypes(TopologyTypes dsl)
        : this(dsl.describes, dsl.states, dsl.rule, dsl.foreign) => this.dsl = dsl;

    /// <summary>The types; <see langword="null"/> if the compilation does not know the DSL.</summary>
    public static TopologyTypes? Find(Compilation compilation)
    {
        foreach (var candidate in compilation.GetTypesByMetadataName(Namespace + "DescribesAttribute"))
        {
            if (OfAssemblies.GetValue(candidate.ContainingAssembly, static assembly => new(Of(assembly))).Value is { } dsl) return new(dsl);
        }

        return null;
    }

    private static TopologyTypes? Of(IAssemblySymbol assembly) =>
        assembly.GetTypeByMetadataName(Namespace + "DescribesAttribute") is { } describes
        && assembly.GetTypeByMetadataName(Namespace + "StatesAttribute") is { } states
        && assembly.GetTypeByMetadataName(Namespace + "TopologyRuleAttribute") is { } rule
            ? new(describes, states, rule, new(assembly)) : null;

    public bool IsDsl(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, describes.ContainingAssembly);

    /// <summary>What a call describes. Whatever does returns a type of the DSL.</summary>
    public TopologyPart PartOf(IMethodSymbol method)
    {
        var type = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType;
        if (!IsDsl(type)) return TopologyPart.None;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return parts.TryGetValue(method, out var part) ? part : parts.GetOrAdd(method, dsl is not null && IsDsl(method) ? dsl.PartOf(method) : ReadPart(method));
    }

    /// <summary>What an instance of a type is.</summary>
    public TopologyPart PartOf(ITypeSymbol type) => IsDsl(type) ? ReadPart(type) : TopologyPart.None;

    /// <summary>What a parameter or a property states.</summary>
    public TopologyTrait TraitOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        return traits.TryGetValue(symbol, out var trait) ? trait : traits.GetOrAdd(symbol, dsl is not null && IsDsl(symbol) ? dsl.TraitOf(symbol) : ReadTrait(symbol));
    }

    /// <summary>The rule that a part breaks which is wrong in a certain way; <see langword="null"/> if none is named.</summary>
    public string? RuleOf(IMethodSymbol method, TopologyMistake mistake)
    {
        foreach (var attribute in (method.ReducedFrom ?? method).OriginalDefinition.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, rule)
                && Numbers.ToInt64(AttributeReader.Argument(attribute, 0)) == (long)mistake)
                return AttributeReader.Named(attribute, "Rule") as string;
        }

        return null;
    }

    /// <summary>Whether an assembly cannot know the DSL.</summary>
    public bool IsForeign(IAssemblySymbol? assembly, IAssemblySymbol own) => !SymbolEqualityComparer.Default.Equals(assembly, own) && foreign.Contain(assembly);

    private TopologyPart ReadPart(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, describes))
                return (TopologyPart)Numbers.ToInt64(AttributeReader.Argument(attribute, 0));
        }

        return TopologyPart.None;
    }

    private TopologyTrait ReadTrait(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, states))
                return (TopologyTrait)Numbers.ToInt64(AttributeReader.Argument(attribute, 0));
        }

        return TopologyTrait.None;
    }
}

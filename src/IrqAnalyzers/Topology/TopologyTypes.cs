using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>What the contract attributes say of the calls that describe machines, read once for each symbol.</summary>
internal sealed class TopologyTypes
{
    private const string Namespace = "IrqModel.Contracts.";

    private static readonly ConditionalWeakTable<KnownTypes, StrongBox<TopologyTypes?>> OfDsl = new();

    private readonly TopologyTypes? dsl;
    private readonly KnownTypes known;
    private readonly INamedTypeSymbol describes;
    private readonly INamedTypeSymbol states;
    private readonly INamedTypeSymbol rule;
    private readonly ConcurrentDictionary<IMethodSymbol, TopologyPart> parts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, TopologyTrait> traits = new(SymbolEqualityComparer.Default);

    private TopologyTypes(KnownTypes known, INamedTypeSymbol describes, INamedTypeSymbol states, INamedTypeSymbol rule) =>
        (this.known, this.describes, this.states, this.rule) = (known, describes, states, rule);

    private TopologyTypes(TopologyTypes dsl)
        : this(dsl.known, dsl.describes, dsl.states, dsl.rule) => this.dsl = dsl;

    /// <summary>The types for one compilation; <see langword="null"/> if its DSL does not know how machines are described.</summary>
    public static TopologyTypes? Of(KnownTypes known) => OfDsl.GetValue(known, static known => new(Find(known))).Value is { } dsl ? new(dsl) : null;

    private static TopologyTypes? Find(KnownTypes known) =>
        known.Assembly.GetTypeByMetadataName(Namespace + "DescribesAttribute") is { } describes
        && known.Assembly.GetTypeByMetadataName(Namespace + "StatesAttribute") is { } states
        && known.Assembly.GetTypeByMetadataName(Namespace + "TopologyRuleAttribute") is { } rule
            ? new(known, describes, states, rule) : null;

    public bool IsDsl(ISymbol symbol) => known.IsDsl(symbol);

    /// <summary>What a call describes. Every call that describes something returns a type of the DSL.</summary>
    public TopologyPart PartOf(IMethodSymbol method)
    {
        var type = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType;
        if (!IsDsl(type)) return TopologyPart.None;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return parts.TryGetValue(method, out var part)
            ? part : parts.GetOrAdd(method, dsl is not null && IsDsl(method) ? dsl.PartOf(method) : ReadPart(method));
    }

    /// <summary>What an instance of a type is.</summary>
    public TopologyPart PartOf(ITypeSymbol type) => IsDsl(type) ? ReadPart(type) : TopologyPart.None;

    /// <summary>What a parameter or a property states.</summary>
    public TopologyTrait TraitOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        return traits.TryGetValue(symbol, out var trait)
            ? trait : traits.GetOrAdd(symbol, dsl is not null && IsDsl(symbol) ? dsl.TraitOf(symbol) : ReadTrait(symbol));
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
    public bool IsForeign(IAssemblySymbol? assembly, IAssemblySymbol own) =>
        !SymbolEqualityComparer.Default.Equals(assembly, own) && known.Foreign.Contain(assembly);

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

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>
/// The facts of a compilation: those of the DSL, and those that enums with <c>[ProtocolFacts]</c> declare. A declared fact gets its bit when a contract
/// first names it, so that the order of the bits differs from run to run; whatever is shown or kept goes by names.
/// </summary>
internal sealed class FactTable
{
    private readonly KnownTypes known;
    private readonly Compilation? compilation;
    private readonly ConcurrentDictionary<INamedTypeSymbol, EnumFacts?> enums = new(SymbolEqualityComparer.Default);
    private readonly object gate = new();
    private Numbering numbering = new(Array.Empty<DeclaredFact>(), FactMask.None);

    /// <param name="known">The types of the DSL.</param>
    /// <param name="compilation">The compilation whose enums declare facts; <see langword="null"/> for the DSL alone.</param>
    public FactTable(KnownTypes known, Compilation? compilation)
    {
        this.known = known;
        this.compilation = compilation;
    }

    /// <summary>The facts that can be taken back, of those that have been read.</summary>
    public FactMask Revocable => known.Revocable | Volatile.Read(ref numbering).Revocable;

    /// <summary>How many declared facts have been read.</summary>
    public int DeclaredCount => Volatile.Read(ref numbering).All.Length;

    /// <summary>The facts that an attribute names from one of its arguments on.</summary>
    public FactMask Of(AttributeData attribute, int index = 0)
    {
        var facts = FactMask.None;
        for (; index < attribute.ConstructorArguments.Length; index++) facts |= Of(attribute.ConstructorArguments[index]);
        return facts;
    }

    /// <summary>The facts that a named argument of an attribute lists; none if it is not there.</summary>
    public FactMask OfNamed(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name) return Of(argument.Value);
        }

        return FactMask.None;
    }

    /// <summary>The facts of a constant; none if it is not one of facts.</summary>
    public FactMask Of(TypedConstant constant)
    {
        if (constant.Kind == TypedConstantKind.Array)
        {
            var facts = FactMask.None;
            if (constant.IsNull) return facts;
            foreach (var element in constant.Values) facts |= Of(element);
            return facts;
        }

        if (constant.Kind != TypedConstantKind.Enum || constant.Type is not INamedTypeSymbol type) return FactMask.None;
        return known.IsFacts(type) ? Numbers.ToUInt64(constant.Value) : FactsOf(type)?.Of(constant.Value) ?? FactMask.None;
    }

    /// <summary>The facts that an enum declares; <see langword="null"/> if it declares none.</summary>
    public EnumFacts? FactsOf(INamedTypeSymbol type) => enums.TryGetValue(type, out var facts) ? facts : enums.GetOrAdd(type, Read(type));

    /// <summary>The names of facts for messages, in an order that does not depend on what was read first.</summary>
    public string NamesOf(FactMask facts, string separator = " | ")
    {
        var names = known.NamesOf(facts.OfDsl);
        foreach (var fact in DeclaredOf(facts)) names.Add(fact.Name);
        return names.Count == 0 ? facts.ToString() : string.Join(separator, names);
    }

    /// <summary>The facts of a mask, one by one.</summary>
    public IReadOnlyList<FactMask> EachOf(FactMask facts)
    {
        var each = new List<FactMask>();
        for (var fact = 1UL; fact != 0; fact <<= 1)
        {
            if ((facts.OfDsl & fact) != 0) each.Add(fact);
        }

        foreach (var fact in DeclaredOf(facts)) each.Add(fact.Mask);
        return each;
    }

    /// <summary>The facts as text that another compilation can read: a number, and the declared ones by name.</summary>
    public string ToText(FactMask facts)
    {
        var text = facts.OfDsl.ToString(CultureInfo.InvariantCulture);
        foreach (var fact in DeclaredOf(facts)) text += ";" + fact.Key;
        return text;
    }

    /// <summary>The facts that <see cref="ToText"/> has written; none if it is no such text.</summary>
    public FactMask OfText(string? text)
    {
        if (text is null) return FactMask.None;
        var parts = text.Split(';');
        if (!ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return FactMask.None;
        FactMask facts = number;
        for (var index = 1; index < parts.Length; index++)
        {
            var dot = parts[index].LastIndexOf('.');
            if (dot > 0) facts |= Find(parts[index].Substring(0, dot), parts[index].Substring(dot + 1))?.Mask ?? FactMask.None;
        }

        return facts;
    }

    /// <summary>The members of enums that declare the facts.</summary>
    public IEnumerable<IFieldSymbol> MembersOf(FactMask facts) => DeclaredOf(facts).Select(static fact => fact.Member);

    private DeclaredFact? Find(string type, string name)
    {
        if (compilation is null) return null;
        foreach (var candidate in compilation.GetTypesByMetadataName(type))
        {
            if (FactsOf(candidate)?.Find(name) is { } fact) return fact;
        }

        return null;
    }

    private List<DeclaredFact> DeclaredOf(FactMask facts)
    {
        var found = new List<DeclaredFact>();
        foreach (var fact in Volatile.Read(ref numbering).All)
        {
            if (facts.HasDeclared(fact.Ordinal)) found.Add(fact);
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return found;
    }

    private EnumFacts? Read(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Enum || !known.DeclaresFacts(type)) return null;
        lock (gate)
        {
            if (enums.TryGetValue(type, out var read)) return read;
            var facts = EnumFacts.Read(type, known, numbering.All.Length);
            var all = new List<DeclaredFact>(numbering.All);
            var revocable = numbering.Revocable;
            foreach (var fact in facts.All)
            {
                all.Add(fact);
                if (fact.IsRevocable) revocable |= fact.Mask;
            }

            Volatile.Write(ref numbering, new(all.ToArray(), revocable));
            return enums.GetOrAdd(type, facts);
        }
    }

    private sealed class Numbering
    {
        public Numbering(DeclaredFact[] all, FactMask revocable) => (All, Revocable) = (all, revocable);

        public DeclaredFact[] All { get; }

        public FactMask Revocable { get; }
    }
}

using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>
/// The facts that one enum declares. With <c>[Flags]</c> each member of one bit is a fact, and values are sets of them; otherwise each value is a fact of
/// its own. Members with the same value are one fact, which has the name of the first.
/// </summary>
internal sealed class EnumFacts
{
    private readonly List<(ulong Value, DeclaredFact Fact)> facts = new();

    private EnumFacts(bool isFlags) => IsFlags = isFlags;

    /// <summary>Whether values are sets of facts.</summary>
    public bool IsFlags { get; }

    public IEnumerable<DeclaredFact> All => facts.Select(static one => one.Fact);

    /// <summary>Reads an enum.</summary>
    /// <param name="type">The enum.</param>
    /// <param name="known">The attributes of the DSL.</param>
    /// <param name="next">The ordinal of its first fact.</param>
    public static EnumFacts Read(INamedTypeSymbol type, KnownTypes known, int next)
    {
        var isFlags = false;
        foreach (var attribute in type.GetAttributes())
        {
            isFlags |= attribute.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace: { Name: "System" } };
        }

        var read = new EnumFacts(isFlags);
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { HasConstantValue: true } field) continue;
            var value = Numbers.ToUInt64(field.ConstantValue);
            if (isFlags && (value == 0 || !Numbers.IsSingle(value))) continue;
            if (read.facts.Exists(one => one.Value == value)) continue;
            read.facts.Add((value, new(field, next++, known.IsRevocable(field))));
        }

        return read;
    }

    /// <summary>The facts of a value; <see langword="null"/> if part of it is none.</summary>
    public FactMask? Of(object? constant)
    {
        var value = Numbers.ToUInt64(constant);
        var mask = FactMask.None;
        foreach (var (one, fact) in facts)
        {
            if (!IsFlags && one == value) return fact.Mask;
            if (!IsFlags || (one & value) == 0) continue;
            mask |= fact.Mask;
            value &= ~one;
        }

        return IsFlags && value == 0 && mask != FactMask.None ? mask : null;
    }

    /// <summary>The fact with a name.</summary>
    public DeclaredFact? Find(string name) => facts.Find(one => one.Fact.Name == name).Fact;
}

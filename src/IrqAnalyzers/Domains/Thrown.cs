using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Domains;

/// <summary>What is thrown, as far as the place tells.</summary>
internal sealed class Thrown : IEquatable<Thrown>
{
    /// <summary>By an operation of the DSL, or by the runtime: none of the model's own exceptions.</summary>
    public static readonly Thrown ByOperation = new(null, isExact: false);

    /// <summary>By code that is not followed, which may throw what it likes.</summary>
    public static readonly Thrown ByAnybody = new(null, isExact: false);

    /// <summary>By the same code, where handlers of other exceptions need not be told.</summary>
    public static readonly Thrown ByOwnCode = new(null, isExact: false);

    /// <summary>By a statement, with too many different exceptions to tell them apart.</summary>
    public static readonly Thrown Anything = new(null, isExact: false);

    private Thrown(ITypeSymbol? type, bool isExact)
    {
        Type = type;
        IsExact = isExact;
    }

    /// <summary>The type of the expression.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>Whether it is of no derived type.</summary>
    public bool IsExact { get; }

    /// <summary>Whether a statement throws it.</summary>
    public bool IsExplicit => Type is not null || ReferenceEquals(this, Anything);

    public static Thrown Of(ITypeSymbol type, bool isExact) => new(type, isExact);

    /// <summary>Whether two need not be told apart: neither is thrown by a statement, or both are the same.</summary>
    public static bool AreAlike(Thrown? one, Thrown? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && (one.IsExplicit ? one.Equals(other) : !other.IsExplicit));

    /// <summary>What either of two may be.</summary>
    public static Thrown? Join(Thrown? one, Thrown? other)
    {
        if (Equals(one, other)) return one;
        if (one is null || other is null) return one ?? other;
        return one.IsExplicit && other.IsExplicit ? Anything : ByAnybody;
    }

    public bool Equals(Thrown? other) =>
        ReferenceEquals(this, other)
        || (other is { Type: not null } && Type is not null && IsExact == other.IsExact && SymbolEqualityComparer.Default.Equals(Type, other.Type));

    public override bool Equals(object? obj) => Equals(obj as Thrown);

    public override int GetHashCode() => Type is null ? 0 : SymbolEqualityComparer.Default.GetHashCode(Type);
}

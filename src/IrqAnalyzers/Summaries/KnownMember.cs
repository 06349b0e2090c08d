using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>What a caller knows of a flag or a number in a member of the receiver or of an argument.</summary>
internal readonly struct KnownMember : IEquatable<KnownMember>
{
    public KnownMember(int ordinal, ISymbol member, Value value)
    {
        Ordinal = ordinal;
        Member = member;
        Value = value;
    }

    /// <summary>The number of the parameter; -1 for the receiver.</summary>
    public int Ordinal { get; }

    public ISymbol Member { get; }

    public Value Value { get; }

    public bool Equals(KnownMember other) =>
        Ordinal == other.Ordinal && SymbolEqualityComparer.Default.Equals(Member, other.Member) && Value.Equals(other.Value);

    public override bool Equals(object? obj) => obj is KnownMember other && Equals(other);

    public override int GetHashCode() =>
        unchecked((Ordinal * 31) + SymbolEqualityComparer.Default.GetHashCode(Member) + ((int)Value.Boolean * 7) + (Value.Scalar?.GetHashCode() ?? 0));
}

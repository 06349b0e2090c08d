using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>A flag or a number in a member of the receiver or of a parameter, whose value at the call decides what the body does.</summary>
internal sealed class SelectingMember
{
    public SelectingMember(AbstractObject owner, ISymbol member, Scalar? range)
    {
        Owner = owner;
        Member = member;
        Range = range;
    }

    /// <summary>The receiver, or what a parameter holds.</summary>
    public AbstractObject Owner { get; }

    public ISymbol Member { get; }

    /// <summary>The values that a test in the body asks for; <see langword="null"/> for a flag, and as long as no test is known.</summary>
    public Scalar? Range { get; private set; }

    /// <summary>The number of the parameter; -1 for the receiver.</summary>
    public int Ordinal => Owner.Symbol is IParameterSymbol parameter ? parameter.Ordinal : -1;

    /// <summary>Another test asks for other values. Which one is kept does not depend on their order.</summary>
    public void AddRange(Scalar? other)
    {
        if (other is null || Range is { } known && (known.Least, known.Most).CompareTo((other.Least, other.Most)) <= 0) return;
        Range = other;
    }

    /// <summary>An order that does not depend on when members were met.</summary>
    public static int Compare(SelectingMember one, SelectingMember other) =>
        one.Ordinal != other.Ordinal ? one.Ordinal.CompareTo(other.Ordinal) : string.CompareOrdinal(one.Member.Name, other.Member.Name);
}

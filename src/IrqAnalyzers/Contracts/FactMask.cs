using System.Globalization;

namespace IrqAnalyzers.Contracts;

/// <summary>
/// A set of facts, those that a project declares itself included, of which there may be any number. The facts of the DSL and the analyzers' own are the
/// bits of one word, whose constants convert to a mask. The first few facts of a project have bits of that word too; the others have words of their own,
/// which most projects never need. One bit of the first word stands for all facts that have no word here, so that a complement is a mask as well.
/// </summary>
internal readonly struct FactMask : IEquatable<FactMask>
{
    /// <summary>No fact.</summary>
    public static FactMask None => default;

    /// <summary>Every fact there is or will be.</summary>
    public static readonly FactMask All = new(ulong.MaxValue, null);

    /// <summary>Every fact that a project declares.</summary>
    public static readonly FactMask AllDeclared = new((((1UL << InFirstWord) - 1) << FirstDeclared) | Rest, null);

    // From here on the bits of the first word are facts that a project declares.
    private const int FirstDeclared = 40;
    private const int InFirstWord = 20;

    private const ulong Rest = 1UL << (FirstDeclared + InFirstWord);

    private readonly ulong first;
    private readonly ulong[]? others;

    /// <summary>A mask of the words of another one.</summary>
    public FactMask(ulong first, ulong[]? others)
    {
        this.first = first;
        this.others = others;
    }

    /// <summary>The word that every mask has.</summary>
    public ulong First => first;

    /// <summary>The words after the first; <see langword="null"/> if there are none. They are not to be written.</summary>
    public ulong[]? Others => others;

    private ulong Fill => (first & Rest) != 0 ? ulong.MaxValue : 0;

    /// <summary>A constant of the DSL's facts.</summary>
    public static implicit operator FactMask(ulong facts) => new(facts, null);

    public static FactMask operator &(FactMask one, FactMask other) =>
        one.others is null && other.others is null ? new(one.first & other.first, null) : Combine(one, other, static (left, right) => left & right);

    public static FactMask operator |(FactMask one, FactMask other) =>
        one.others is null && other.others is null ? new(one.first | other.first, null) : Combine(one, other, static (left, right) => left | right);

    public static FactMask operator ~(FactMask facts)
    {
        if (facts.others is not { } words) return new(~facts.first, null);
        var inverted = new ulong[words.Length];
        for (var index = 0; index < words.Length; index++) inverted[index] = ~words[index];
        return new(~facts.first, inverted);
    }

    public static bool operator ==(FactMask one, FactMask other) => one.Equals(other);

    public static bool operator !=(FactMask one, FactMask other) => !one.Equals(other);

    /// <summary>The fact that a project declares as the first, second and so on, counted from 0.</summary>
    public static FactMask Declared(int ordinal)
    {
        if (ordinal < InFirstWord) return new(1UL << (FirstDeclared + ordinal), null);
        ordinal -= InFirstWord;
        var words = new ulong[(ordinal / 64) + 1];
        words[ordinal / 64] = 1UL << (ordinal % 64);
        return new(0, words);
    }

    /// <summary>Whether it is one fact, or none, and not several.</summary>
    public bool IsSingle
    {
        get
        {
            if (others is not { } words) return (first & (first - 1)) == 0 && first != Rest;
            if ((first & Rest) != 0) return false;
            var seen = first;
            foreach (var word in words)
            {
                if (word == 0) continue;
                if (seen != 0) return false;
                seen = word;
            }

            return (seen & (seen - 1)) == 0;
        }
    }

    /// <summary>The facts of the DSL and the analyzers' own as a number; what a project declares is left out.</summary>
    public ulong OfDsl => first & ~AllDeclared.first;

    /// <summary>How many facts it has, of those there are.</summary>
    /// <param name="declared">How many facts the project declares.</param>
    public int Count(int declared)
    {
        var count = 0;
        for (var bits = OfDsl; bits != 0; bits &= bits - 1) count++;
        for (var ordinal = 0; ordinal < declared; ordinal++)
        {
            if (HasDeclared(ordinal)) count++;
        }

        return count;
    }

    /// <summary>Whether the fact is in it that a project declares as the first, second and so on, counted from 0.</summary>
    public bool HasDeclared(int ordinal)
    {
        if (ordinal < InFirstWord) return (first & (1UL << (FirstDeclared + ordinal))) != 0;
        ordinal -= InFirstWord;
        return (WordAt(ordinal / 64) & (1UL << (ordinal % 64))) != 0;
    }

    public bool Equals(FactMask other)
    {
        if (first != other.first) return false;
        if (ReferenceEquals(others, other.others)) return true;
        if (others is null || other.others is null || others.Length != other.others.Length) return false;
        for (var index = 0; index < others.Length; index++)
        {
            if (others[index] != other.others[index]) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is FactMask other && Equals(other);

    public override int GetHashCode()
    {
        var hash = first;
        if (others is not null)
        {
            foreach (var word in others) hash = unchecked((hash * 31) + word);
        }

        return hash.GetHashCode();
    }

    public override string ToString() =>
        others is null ? first.ToString("x", CultureInfo.InvariantCulture)
            : string.Join(":", others.Select(
                static word => word.ToString("x", CultureInfo.InvariantCulture)).Prepend(first.ToString("x", CultureInfo.InvariantCulture)));

    private static FactMask Combine(FactMask one, FactMask other, Func<ulong, ulong, ulong> combine)
    {
        var first = combine(one.first, other.first);
        var fill = (first & Rest) != 0 ? ulong.MaxValue : 0;
        var length = Math.Max(one.others?.Length ?? 0, other.others?.Length ?? 0);

        // Equal masks have equal words: those at the end that say no more than the rest does are left out.
        while (length > 0 && combine(one.WordAt(length - 1), other.WordAt(length - 1)) == fill) length--;
        if (length == 0) return new(first, null);
        var words = new ulong[length];
        for (var index = 0; index < length; index++) words[index] = combine(one.WordAt(index), other.WordAt(index));
        return new(first, words);
    }

    private ulong WordAt(int index) => others is { } words && index < words.Length ? words[index] : Fill;
}

namespace IrqAnalyzers.Domains;

/// <summary>
/// A set of strings: some strings, or all but some. Join is the union of sets, which obeys every law of <see cref="ILattice{T}"/> by definition. Chains
/// are as long as the strings that the code names: no string is computed.
/// </summary>
internal readonly struct TextSet : ILattice<TextSet>, IEquatable<TextSet>
{
    /// <summary>Every string.</summary>
    public static readonly TextSet All;

    /// <summary>In ordinal order; <see langword="null"/> if there are none.</summary>
    private readonly string[]? named;

    /// <summary>Whether the set has the named strings and no others, rather than all others.</summary>
    private readonly bool isOfNamed;

    private TextSet(string[]? named, bool isOfNamed)
    {
        this.named = named;
        this.isOfNamed = isOfNamed;
    }

    public bool IsAll => named is null;

    /// <summary>The only string of the set; <see langword="null"/> if it has several.</summary>
    public string? Single => isOfNamed && named!.Length == 1 ? named[0] : null;

    public static TextSet Of(string text) => new(new[] { text }, isOfNamed: true);

    public bool Contains(string text) => IsNamed(text) == isOfNamed;

    /// <summary>The set without one string; <see langword="null"/> if no string is left.</summary>
    public TextSet? Without(string text)
    {
        if (!Contains(text)) return this;
        if (!isOfNamed) return new(Sorted(named, new[] { text }), isOfNamed: false);
        return named!.Length == 1 ? null : new(Array.FindAll(named, other => other != text), isOfNamed: true);
    }

    public TextSet Join(TextSet other)
    {
        if (IsAll || other.IsAll) return All;
        if (Equals(other)) return this;
        if (isOfNamed && other.isOfNamed) return new(Sorted(named, other.named!), isOfNamed: true);
        var excluded = isOfNamed ? other.Excluding(this) : Excluding(other);
        return excluded.Length == 0 ? All : new(excluded, isOfNamed: false);
    }

    public bool IsAtMost(TextSet other) => Join(other).Equals(other);

    public bool Equals(TextSet other)
    {
        if (isOfNamed != other.isOfNamed || (named?.Length ?? 0) != (other.named?.Length ?? 0)) return false;
        for (var index = 0; named is not null && index < named.Length; index++)
        {
            if (named[index] != other.named![index]) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is TextSet other && Equals(other);

    public override int GetHashCode() => named is null ? 0 : StringComparer.Ordinal.GetHashCode(named[0]) + named.Length;

    // What neither of two sets has, of which this one has all but some.
    private string[] Excluding(TextSet other) => Array.FindAll(named!, text => !other.Contains(text));

    private bool IsNamed(string text) => named is not null && Array.BinarySearch(named, text, StringComparer.Ordinal) >= 0;

    private static string[] Sorted(string[]? some, string[] others)
    {
        var all = new SortedSet<string>(some ?? Array.Empty<string>(), StringComparer.Ordinal);
        all.UnionWith(others);
        var sorted = new string[all.Count];
        all.CopyTo(sorted);
        return sorted;
    }
}

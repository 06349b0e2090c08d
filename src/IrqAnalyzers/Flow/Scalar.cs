namespace IrqAnalyzers.Flow;

/// <summary>
/// What is known of a number, a member of an enumeration or a string: within which bounds it lies, what it is not, and in which variable
/// the body has it, so that a test of it says something about that.
/// </summary>
internal sealed class Scalar : IEquatable<Scalar>
{
    /// <summary>More values that it is not are not kept.</summary>
    private const int MaximumExcluded = 4;

    private readonly object[] excluded;

    private Scalar(long least, long most, string? text, object[] excluded, int source)
    {
        Least = least;
        Most = most;
        Text = text;
        this.excluded = excluded;
        Source = source;
    }

    /// <summary>The least number that it may be.</summary>
    public long Least { get; }

    /// <summary>The greatest number that it may be.</summary>
    public long Most { get; }

    /// <summary>The string that it is, if that is known.</summary>
    public string? Text { get; }

    /// <summary>The variable that it is read from, or -1.</summary>
    public int Source { get; }

    /// <summary>Whether it has one value only.</summary>
    public bool IsConstant => Text is not null || Least == Most;

    /// <summary>Whether anything is known of its value.</summary>
    public bool IsBounded => Text is not null || Least != long.MinValue || Most != long.MaxValue || excluded.Length > 0;

    public static Scalar Of(long number) => new(number, number, null, Array.Empty<object>(), -1);

    public static Scalar Of(string text) => new(long.MinValue, long.MaxValue, text, Array.Empty<object>(), -1);

    /// <summary>The numbers from one to another.</summary>
    public static Scalar Between(long least, long most) => new(least, most, null, Array.Empty<object>(), -1);

    /// <summary>The numbers up to a bound.</summary>
    public static Scalar UpTo(long most) => new(long.MinValue, most, null, Array.Empty<object>(), -1);

    /// <summary>A value of which nothing is known but where it is.</summary>
    public static Scalar In(int variable) => new(long.MinValue, long.MaxValue, null, Array.Empty<object>(), variable);

    /// <summary>The same, read from a variable.</summary>
    public Scalar From(int variable) => variable == Source ? this : new(Least, Most, Text, excluded, variable);

    /// <summary>Whether it is among the values of another, which is a constant or a range without gaps.</summary>
    public Tri IsAmong(Scalar range)
    {
        if (range.Text is { } text) return Text is null ? Excludes(text) ? Tri.False : Tri.Unknown : Text == text ? Tri.True : Tri.False;
        if (Text is not null) return Tri.Unknown;
        if (Most < range.Least || Least > range.Most) return Tri.False;
        if (Least >= range.Least && Most <= range.Most) return Tri.True;
        return range.IsConstant && Excludes(range.Least) ? Tri.False : Tri.Unknown;
    }

    /// <summary>What is known of it where it is, or is not, among the values of another; <see langword="null"/> if it cannot be.</summary>
    public Scalar? Narrow(Scalar range, bool isAmong)
    {
        if (IsAmong(range) is var known && known != Tri.Unknown) return known == Tri.True == isAmong ? this : null;
        if (range.Text is { } text) return isAmong ? new(Least, Most, text, Array.Empty<object>(), Source) : Without(text);
        if (isAmong) return Within(Math.Max(Least, range.Least), Math.Min(Most, range.Most));
        if (!range.IsConstant) return range.Least == long.MinValue ? Within(range.Most + 1, Most) : this;
        if (Least == range.Least) return Within(Least + 1, Most);
        return Most == range.Least ? Within(Least, Most - 1) : Without(range.Least);
    }

    // Bounds that are excluded are none.
    private Scalar? Within(long least, long most)
    {
        while (least <= most && Excludes(least)) least++;
        while (least <= most && Excludes(most)) most--;
        if (least > most) return null;
        return new(least, most, null, least == most ? Array.Empty<object>() : excluded, Source);
    }

    /// <summary>What is known of either; <see langword="null"/> if that is nothing.</summary>
    public static Scalar? Join(Scalar? one, Scalar? other)
    {
        if (one is null || other is null) return null;
        if (one.Equals(other)) return one;
        var source = one.Source == other.Source ? one.Source : -1;
        var text = one.Text == other.Text ? one.Text : null;
        var joined = new Scalar(Math.Min(one.Least, other.Least), Math.Max(one.Most, other.Most), text, Array.Empty<object>(), source);
        foreach (var value in one.excluded) joined = joined.WithoutIfBoth(value, one, other);
        foreach (var value in other.excluded) joined = joined.WithoutIfBoth(value, one, other);

        // Of error codes it matters most that they are not 0.
        if (text is null && one.Text is null && other.Text is null) joined = joined.WithoutIfBoth(0L, one, other);
        return joined.IsBounded || source >= 0 ? joined : null;
    }

    public bool Equals(Scalar? other) => Source == other?.Source && IsSameValue(this, other);

    /// <summary>
    /// Whether something else is known of either. Where nothing is known of one, the paths to it may have been taken because of what it is:
    /// then they are not told from those of the other.
    /// </summary>
    public static bool AreApart(Scalar? one, Scalar? other) => one is { IsBounded: true } && other is { IsBounded: true } && !IsSameValue(one, other);

    /// <summary>-1, 0 or 1 for numbers that are all of that sign; 2 for others.</summary>
    public int Sign => Text is not null ? 2 : Most < 0 ? -1 : Least > 0 ? 1 : Least == 0 && Most == 0 ? 0 : 2;

    /// <summary>Whether as much is known of either, wherever they are.</summary>
    public static bool IsSameValue(Scalar? one, Scalar? other)
    {
        if (ReferenceEquals(one, other)) return true;
        if (one is null || other is null) return !(one ?? other)!.IsBounded;
        if (one.Least != other.Least || one.Most != other.Most || one.Text != other.Text || one.excluded.Length != other.excluded.Length) return false;
        foreach (var value in one.excluded)
        {
            if (!other.Excludes(value)) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Scalar);

    public override int GetHashCode() => unchecked((Least.GetHashCode() * 31) + Most.GetHashCode());

    private bool Excludes(object value)
    {
        foreach (var other in excluded)
        {
            if (other.Equals(value)) return true;
        }

        return false;
    }

    private Scalar Without(object value)
    {
        if (excluded.Length == MaximumExcluded || Excludes(value)) return this;
        var more = new object[excluded.Length + 1];
        excluded.CopyTo(more, 0);
        more[excluded.Length] = value;
        return new(Least, Most, null, more, Source);
    }

    private Scalar WithoutIfBoth(object value, Scalar one, Scalar other)
    {
        var isInside = value is not long number || (number >= Least && number <= Most);
        return isInside && one.IsNot(value) && other.IsNot(value) ? Without(value) : this;
    }

    private bool IsNot(object value) =>
        Excludes(value) || (value is long number ? Text is null && (number < Least || number > Most) : Text is { } text && !text.Equals(value));
}

using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>
/// What is known of a number, a member of an enumeration or a string: the values that it may have, and the variable that it was read from, so that a
/// test of it also narrows the variable. A product of <see cref="NumberSet"/>, <see cref="TextSet"/> and a flat lattice of variables; the greatest
/// element, of which nothing is known, is <see langword="null"/>.
/// </summary>
internal sealed class Scalar : IEquatable<Scalar>
{
    private Scalar(NumberSet numbers, TextSet texts, int source)
    {
        Numbers = numbers;
        Texts = texts;
        Source = source;
    }

    /// <summary>The numbers that it may be; all of them if it is a string.</summary>
    public NumberSet Numbers { get; }

    /// <summary>The strings that it may be; all of them if it is a number.</summary>
    public TextSet Texts { get; }

    /// <summary>The least number that it may be.</summary>
    public long Least => Numbers.Least;

    /// <summary>The greatest number that it may be.</summary>
    public long Most => Numbers.Most;

    /// <summary>The string that it is, if that is known.</summary>
    public string? Text => Texts.Single;

    /// <summary>The variable that it was read from, or -1.</summary>
    public int Source { get; }

    /// <summary>Whether it has one value only.</summary>
    public bool IsConstant => Least == Most || Text is not null;

    /// <summary>Whether anything is known of its value.</summary>
    public bool IsBounded => !Numbers.IsAll || !Texts.IsAll;

    public static Scalar Of(long number) => Between(number, number);

    public static Scalar Of(string text) => new(NumberSet.All, TextSet.Of(text), -1);

    /// <summary>The numbers from one to another.</summary>
    public static Scalar Between(long least, long most) => new(new(least, most), TextSet.All, -1);

    /// <summary>The numbers up to a bound.</summary>
    public static Scalar UpTo(long most) => Between(long.MinValue, most);

    /// <summary>A value of which nothing is known but the variable that it was read from.</summary>
    public static Scalar In(int variable) => new(NumberSet.All, TextSet.All, variable);

    /// <summary>The same value, read from a variable.</summary>
    public Scalar From(int variable) => variable == Source ? this : new(Numbers, Texts, variable);

    /// <summary>Whether it is among the values of another, which is a constant or an interval.</summary>
    public Tri IsAmong(Scalar range)
    {
        if (range.Text is { } text) return !Texts.Contains(text) ? Tri.False : Text is null ? Tri.Unknown : Tri.True;
        if (Text is not null) return Tri.Unknown;
        if (Numbers.IsAtMost(range.Numbers)) return Tri.True;
        return Numbers.Within(range.Least, range.Most) is null ? Tri.False : Tri.Unknown;
    }

    /// <summary>What is known of it where it is, or is not, among the values of another; <see langword="null"/> if that cannot be.</summary>
    public Scalar? Narrow(Scalar range, bool isAmong)
    {
        if (range.Text is { } text)
        {
            if (isAmong) return !Texts.Contains(text) ? null : Text is null ? new(Numbers, TextSet.Of(text), Source) : this;
            return Texts.Without(text) is { } texts ? new(Numbers, texts, Source) : null;
        }

        if ((isAmong ? Numbers.Within(range.Least, range.Most) : Numbers.Except(range.Least, range.Most)) is not { } numbers) return null;
        return numbers.Equals(Numbers) ? this : new(numbers, Texts, Source);
    }

    /// <summary>What is known of either; <see langword="null"/> if that is nothing.</summary>
    public static Scalar? Join(Scalar? one, Scalar? other)
    {
        if (one is null || other is null) return null;
        if (one.Equals(other)) return one;
        var joined = new Scalar(one.Numbers.Join(other.Numbers), one.Texts.Join(other.Texts), one.Source == other.Source ? one.Source : -1);
        return joined.IsBounded || joined.Source >= 0 ? joined : null;
    }

    public bool Equals(Scalar? other) => Source == other?.Source && IsSameValue(this, other);

    /// <summary>Whether something is known of both, and not the same.</summary>
    public static bool AreApart(Scalar? one, Scalar? other) => one is { IsBounded: true } && other is { IsBounded: true } && !IsSameValue(one, other);

    /// <summary>-1, 0 or 1 for numbers that are all of that sign; 2 for others.</summary>
    public int Sign => Text is not null ? 2 : Most < 0 ? -1 : Least > 0 ? 1 : Least == 0 && Most == 0 ? 0 : 2;

    /// <summary>Whether the same is known of the values of both, wherever they were read.</summary>
    public static bool IsSameValue(Scalar? one, Scalar? other)
    {
        if (ReferenceEquals(one, other)) return true;
        if (one is null || other is null) return !(one ?? other)!.IsBounded;
        return one.Numbers.Equals(other.Numbers) && one.Texts.Equals(other.Texts);
    }

    public override bool Equals(object? obj) => Equals(obj as Scalar);

    public override int GetHashCode() => Numbers.GetHashCode();
}

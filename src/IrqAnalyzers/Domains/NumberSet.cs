namespace IrqAnalyzers.Domains;

/// <summary>
/// A set of whole numbers: a finite union of intervals. Elements: all such unions but the empty one. Join is the union of sets, which obeys every law
/// of <see cref="ILattice{T}"/> by definition. Chains are as long as the numbers that a body names: a sum is widened to bounds that the body compares
/// with, before it becomes a set.
/// </summary>
internal readonly struct NumberSet : ILattice<NumberSet>, IEquatable<NumberSet>
{
    /// <summary>Every number.</summary>
    public static readonly NumberSet All = new(long.MinValue, long.MaxValue);

    /// <summary>The first and last number of each gap between two intervals, ascending; <see langword="null"/> if there is one interval only.</summary>
    private readonly long[]? gaps;

    public NumberSet(long least, long most)
        : this(least, most, null)
    {
    }

    private NumberSet(long least, long most, long[]? gaps)
    {
        Least = least;
        Most = most;
        this.gaps = gaps;
    }

    public long Least { get; }

    public long Most { get; }

    public bool IsAll => Least == long.MinValue && Most == long.MaxValue && gaps is null;

    private int Count => gaps is null ? 1 : (gaps.Length / 2) + 1;

    public NumberSet Join(NumberSet other)
    {
        if (gaps is null && other.gaps is null && Least <= After(other.Most) && other.Least <= After(Most))
            return new(Math.Min(Least, other.Least), Math.Max(Most, other.Most));
        if (other.IsAtMost(this)) return this;
        if (IsAtMost(other)) return other;
        var found = new List<long>();
        var most = Math.Min(Least, other.Least);
        for (int mine = 0, theirs = 0; mine < Count || theirs < other.Count;)
        {
            var isMine = theirs == other.Count || (mine < Count && First(mine) <= other.First(theirs));
            var (first, last) = isMine ? (First(mine), Last(mine++)) : (other.First(theirs), other.Last(theirs++));
            if (first > After(most))
            {
                found.Add(most + 1);
                found.Add(first - 1);
            }

            most = Math.Max(most, last);
        }

        return new(Math.Min(Least, other.Least), most, found.Count == 0 ? null : found.ToArray());
    }

    public bool IsAtMost(NumberSet other)
    {
        for (int mine = 0, theirs = 0; mine < Count; mine++)
        {
            while (theirs < other.Count && other.Last(theirs) < First(mine)) theirs++;
            if (theirs == other.Count || other.First(theirs) > First(mine) || other.Last(theirs) < Last(mine)) return false;
        }

        return true;
    }

    public bool Contains(long number)
    {
        for (var index = 0; index < Count; index++)
        {
            if (First(index) <= number && number <= Last(index)) return true;
        }

        return false;
    }

    /// <summary>The numbers of the set from one to another; <see langword="null"/> if there are none.</summary>
    public NumberSet? Within(long least, long most)
    {
        NumberSet? within = null;
        for (var index = 0; index < Count; index++)
        {
            var (first, last) = (Math.Max(First(index), least), Math.Min(Last(index), most));
            if (first > last) continue;
            var interval = new NumberSet(first, last);
            within = within is { } known ? known.Join(interval) : interval;
        }

        return within;
    }

    /// <summary>The numbers of the set that are not among those from one to another; <see langword="null"/> if there are none.</summary>
    public NumberSet? Except(long least, long most)
    {
        var below = least == long.MinValue ? null : Within(long.MinValue, least - 1);
        var above = most == long.MaxValue ? null : Within(most + 1, long.MaxValue);
        return below is { } lower && above is { } upper ? lower.Join(upper) : below ?? above;
    }

    public bool Equals(NumberSet other)
    {
        if (Least != other.Least || Most != other.Most || Count != other.Count) return false;
        for (var index = 0; gaps is not null && index < gaps.Length; index++)
        {
            if (gaps[index] != other.gaps![index]) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is NumberSet other && Equals(other);

    public override int GetHashCode() => unchecked((Least.GetHashCode() * 31) + Most.GetHashCode());

    private static long After(long number) => number == long.MaxValue ? number : number + 1;

    private long First(int interval) => interval == 0 ? Least : gaps![(2 * interval) - 1] + 1;

    private long Last(int interval) => interval == Count - 1 ? Most : gaps![2 * interval] - 1;
}

using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>Elements of each domain: all of them where they are few.</summary>
internal static class Elements
{
    /// <summary>All that can be known of one fact.</summary>
    public static IReadOnlyList<FactSet> OfFacts { get; } =
        [.. Enumerable.Range(0, 16).Select(bits => new FactSet((ulong)(bits & 1), (ulong)(bits >> 1 & 1), (ulong)(bits >> 2 & 1), (ulong)(bits >> 3 & 1)))];

    /// <summary>All that can be known of the kinds of an object and of one fact, where each kind is reached.</summary>
    public static IReadOnlyList<Cell> OfObjects { get; } =
    [
        .. from kinds in new[] { Kinds.None, Kinds.Physical, Kinds.Virtual, Kinds.Any }
           from physical in OfFacts.Skip((kinds & Kinds.Physical) != 0 ? 1 : 0).Take((kinds & Kinds.Physical) != 0 ? 15 : 1)
           from @virtual in OfFacts.Skip((kinds & Kinds.Virtual) != 0 ? 1 : 0).Take((kinds & Kinds.Virtual) != 0 ? 15 : 1)
           select new Cell(kinds, physical, @virtual),
    ];

    /// <summary>What comes of an object of which nothing or something is known when a fact is established, or taken back, for one of two parts, up to three times.</summary>
    public static IReadOnlyList<Cell> OfParts { get; } = [.. FindParts()];

    /// <summary>All sets of numbers that tell the numbers from 0 to 4 apart, what lies below and what lies above.</summary>
    public static IReadOnlyList<NumberSet> OfNumbers { get; } = [.. FindNumbers()];

    /// <summary>All sets of strings that tell three strings apart.</summary>
    public static IReadOnlyList<TextSet> OfTexts { get; } = [.. FindTexts()];

    /// <summary>A number of which so much is known; <see langword="null"/> if that is nothing.</summary>
    public static Scalar? ScalarOf(NumberSet numbers)
    {
        Scalar? scalar = null;
        for (var number = -1; number <= 5; number++)
        {
            if (!numbers.Contains(number)) continue;
            var part = number < 0 ? Scalar.UpTo(-1) : number > 4 ? Scalar.Between(5, long.MaxValue) : Scalar.Of(number);
            scalar = scalar is null ? part : Scalar.Join(scalar, part);
        }

        return scalar;
    }

    private static IEnumerable<Cell> FindParts()
    {
        var found = new HashSet<Cell> { new(Kinds.Physical, FactSet.AtEntry, default), new(Kinds.Physical, FactSet.AtEntry.Revoke(1), default) };
        for (var times = 0; times < 2; times++)
        {
            foreach (var cell in found.ToArray())
            {
                foreach (var part in new[] { 1UL, 2UL, Parts.Several })
                {
                    found.Add(cell.EnsureFor(1, part));
                    found.Add(cell.RevokeFor(1, part));
                }
            }
        }

        foreach (var one in found.ToArray())
        {
            foreach (var other in found.Take(12).ToArray()) found.Add(one.Join(other));
        }

        return found.Where((_, index) => index % 3 == 0).Take(70);
    }

    private static IEnumerable<NumberSet> FindNumbers()
    {
        NumberSet[] parts = [new(long.MinValue, -1), .. Enumerable.Range(0, 5).Select(number => new NumberSet(number, number)), new(5, long.MaxValue)];
        for (var bits = 1; bits < 1 << parts.Length; bits++)
            yield return parts.Where((_, index) => (bits >> index & 1) != 0).Aggregate((one, other) => one.Join(other));
    }

    private static IEnumerable<TextSet> FindTexts()
    {
        TextSet[] single = [TextSet.Of("a"), TextSet.Of("b"), TextSet.Of("c")];
        for (var bits = 1; bits < 1 << single.Length; bits++)
        {
            var named = single.Where((_, index) => (bits >> index & 1) != 0).Aggregate((one, other) => one.Join(other));
            yield return named;
            yield return single.Where((_, index) => (bits >> index & 1) != 0).Aggregate(TextSet.All, (others, text) => others.Without(text.Single!)!.Value);
        }

        yield return TextSet.All;
    }
}

using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>The laws of <see cref="ILattice{T}"/>, checked on all pairs and triples of some elements.</summary>
internal static class LatticeLaws
{
    public static void Hold<T>(IReadOnlyList<T> elements)
        where T : ILattice<T>, IEquatable<T> => Hold(elements, (one, other) => one.Join(other), (one, other) => one.IsAtMost(other));

    public static void Hold<T>(IReadOnlyList<T> elements, Func<T, T, T> join, Func<T, T, bool> isAtMost)
    {
        foreach (var one in elements)
        {
            if (!AreEqual(join(one, one), one)) Assert.Fail($"not idempotent: {Show(one)}");
            foreach (var other in elements)
            {
                var joined = join(one, other);
                var opposite = join(other, one);
                if (!AreEqual(joined, opposite)) Assert.Fail($"not commutative: {Show(one)}, {Show(other)}");
                if (joined?.GetHashCode() != opposite?.GetHashCode()) Assert.Fail($"equal, with unequal hashes: {Show(joined)}, {Show(opposite)}");
                if (!isAtMost(one, joined) || !isAtMost(other, joined)) Assert.Fail($"not an upper bound: {Show(one)}, {Show(other)}");
                if (isAtMost(one, other) != AreEqual(joined, other)) Assert.Fail($"order and join disagree: {Show(one)}, {Show(other)}");
                foreach (var third in elements)
                    if (!AreEqual(join(joined, third), join(one, join(other, third)))) Assert.Fail($"not associative: {Show(one)}, {Show(other)}, {Show(third)}");
            }
        }
    }

    /// <summary>Who knows less before an operation knows no more after it.</summary>
    public static void IsMonotone<T>(string name, IReadOnlyList<T> elements, Func<T, T> operation)
        where T : ILattice<T>
    {
        foreach (var lower in elements)
        {
            foreach (var upper in elements)
            {
                if (lower.IsAtMost(upper) && !operation(lower).IsAtMost(operation(upper))) Assert.Fail($"{name} is not monotone: {Show(lower)} is at most {Show(upper)}");
            }
        }
    }

    private static bool AreEqual<T>(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    private static string Show<T>(T element) => element switch
    {
        null => "everything",
        FactSet facts => $"{{true {facts.True}, false {facts.False}, entry {facts.Entry}, unknown {facts.Unknown}}}",
        NumberSet numbers => Show(numbers),
        Scalar scalar => $"{Show(scalar.Numbers)} {scalar.Text ?? (scalar.Texts.IsAll ? "any text" : "some texts")} of {scalar.Source}",
        _ => element.ToString()!,
    };

    private static string Show(NumberSet numbers) =>
        $"{numbers.Least} to {numbers.Most} without {string.Join(", ", Enumerable.Range(-10, 20).Where(number => number > numbers.Least && number < numbers.Most && !numbers.Contains(number)))}";
}

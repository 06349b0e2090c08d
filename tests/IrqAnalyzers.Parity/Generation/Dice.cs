namespace IrqAnalyzers.Parity.Generation;

/// <summary>Reproducible chance.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int limit) => random.Next(limit);

    public bool Percent(int chance) => random.Next(100) < chance;

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Picks by weight.</summary>
    public T Weighted<T>(params (int Weight, T Item)[] items)
    {
        var rest = random.Next(items.Sum(item => item.Weight));
        foreach (var (weight, item) in items)
        {
            if (rest < weight) return item;
            rest -= weight;
        }

        return items[^1].Item;
    }
}

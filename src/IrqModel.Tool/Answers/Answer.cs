namespace IrqModel.Tool.Answers;

/// <summary>Makes answers.</summary>
public static class Answer
{
    /// <summary>A known value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="because">What it follows from.</param>
    public static Answer<T> Known<T>(T value, string because) => new(true, value, because, null, []);

    /// <summary>An unknown value.</summary>
    /// <param name="because">Why.</param>
    /// <param name="run">What would tell it.</param>
    public static Answer<T> Unknown<T>(string because, string? run = null) => new(false, default, because, run, []);

    /// <summary>The answer that all machines give which fit what is shown: their common value, or unknown.</summary>
    /// <param name="answers">The answers of the possible machines, each with what is particular to the machine; at least one.</param>
    /// <param name="describe">A value in words, for the reason.</param>
    /// <param name="run">What would tell which machine it is.</param>
    public static Answer<T> Common<T>(IReadOnlyList<(string World, T Value)> answers, Func<T, string> describe, string? run)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        var first = answers[0].Value;
        if (answers.All(world => EqualityComparer<T>.Default.Equals(world.Value, first))) return Known(first, "");
        var outcomes = answers.GroupBy(world => describe(world.Value)).OrderBy(group => group.Count()).ToArray();
        var rare = outcomes.SkipLast(1)
            .Select(group => $"{group.Key} {string.Join(" or ", group.Select(world => world.World).Distinct())}");
        return Unknown<T>($"{string.Join("; ", rare)}; otherwise {outcomes[^1].Key}", run);
    }
}

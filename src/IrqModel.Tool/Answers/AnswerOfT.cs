using System.Collections.Immutable;

namespace IrqModel.Tool.Answers;

/// <summary>
/// An answer to a question about a machine of which only a part is shown: a value that holds in every machine that fits what is shown, or
/// unknown. Showing less leaves more machines that fit. So an answer can become unknown when something is taken away, but not another
/// value.
/// </summary>
/// <typeparam name="T">The type of the value. Values are compared with <see cref="EqualityComparer{T}.Default"/>.</typeparam>
public sealed record Answer<T>
{
    private readonly T? value;

    internal Answer(bool isKnown, T? value, string because, string? run, ImmutableArray<string> provided)
    {
        IsKnown = isKnown;
        this.value = value;
        Because = because;
        Run = run;
        Provided = provided;
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsKnown { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The answer is unknown.</exception>
    public T Value => IsKnown ? value! : throw new InvalidOperationException($"The answer is unknown: {Because}.");

    /// <summary>What the value follows from, or why it is unknown.</summary>
    public string Because { get; }

    /// <summary>What would tell an unknown value: a command, or a file to add. Null where nothing would.</summary>
    public string? Run { get; }

    /// <summary>Conditions that nothing shown decides and without which the value may be another. Empty for a certain answer.</summary>
    public ImmutableArray<string> Provided { get; }

    /// <summary>Whether the value holds whatever is not shown.</summary>
    public bool IsCertain => IsKnown && Provided.IsEmpty;

    /// <summary>The same value, under a condition more. An unknown answer stays as it is.</summary>
    public Answer<T> ProvidedThat(string condition) =>
        IsKnown && !Provided.Contains(condition) ? new(true, value, Because, null, Provided.Add(condition)) : this;

    /// <summary>An answer that follows from this one. What is unknown stays unknown, for the same reason.</summary>
    public Answer<TResult> Select<TResult>(Func<T, TResult> select)
    {
        ArgumentNullException.ThrowIfNull(select);
        return Then(known => Answer.Known(select(known), Because));
    }

    /// <summary>An answer that depends on this one and on more.</summary>
    public Answer<TResult> Then<TResult>(Func<T, Answer<TResult>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (!IsKnown) return Answer.Unknown<TResult>(Because, Run);
        var result = next(Value);
        foreach (var condition in Provided) result = result.ProvidedThat(condition);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        !IsKnown ? $"unknown: {Because}" : Provided.IsEmpty ? $"{value}" : $"{value}, provided that {string.Join(" and ", Provided)}";
}

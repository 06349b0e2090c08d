using System.Collections.Concurrent;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>One way in which a body ends normally.</summary>
internal sealed class Exit
{
    public Exit(Value result, State state, Value[]? parts = null)
    {
        Result = result;
        State = state;
        Parts = parts;
    }

    public Value Result { get; set; }

    public State State { get; }

    /// <summary>What is in the tuple that it gives; <see langword="null"/> if it gives none, or nothing is known of it.</summary>
    public Value[]? Parts { get; set; }

    /// <summary>What is in either of two tuples.</summary>
    public static Value[]? Join(Value[]? one, Value[]? other)
    {
        if (one is null || other is null || one.Length != other.Length) return null;
        var joined = new Value[one.Length];
        for (var index = 0; index < joined.Length; index++) joined[index] = one[index].Join(other[index]);
        return joined;
    }
}

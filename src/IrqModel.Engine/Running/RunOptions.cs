using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>How to run a model.</summary>
public sealed record RunOptions
{
    /// <summary>Choices to replay; after the last one, and by default, the flow goes on that has been ready longest.</summary>
    public ImmutableArray<int> Choices { get; init; } = [];

    /// <summary>
    /// Chooses at random, reproducibly, where <see cref="Choices"/> says nothing; <see langword="null"/> for the default order.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>Whether to keep a trace.</summary>
    public bool Trace { get; init; }

    /// <summary>Whether to keep what is broken where it does not matter (<see cref="RunResult.Harmless"/>).</summary>
    public bool KeepHarmless { get; init; }

    /// <summary>A run that takes more steps than this is ended with an error: a flow does not come to an end.</summary>
    public int MaxSteps { get; init; } = 50_000_000;

    /// <summary>
    /// Whether every function sends each of its interrupts after each operation on it, as one that never rests. What does not reach its
    /// handler is in <see cref="RunResult.Strays"/>: the moments at which an order of operations is not safe.
    /// </summary>
    public bool RestlessFunctions { get; init; }

    /// <summary>Takes the steps of the trace as they happen, whether <see cref="Trace"/> keeps them or not.</summary>
    internal Action<TraceEvent>? TraceTo { get; init; }

    /// <summary>Whether the trace is wanted.</summary>
    internal bool WantsTrace => Trace || TraceTo is not null;
}

namespace IrqAnalyzers.Topology;

/// <summary>How far a body is followed.</summary>
internal sealed class WalkLimits
{
    /// <summary>Into calls and round by round through loops.</summary>
    public static WalkLimits Far { get; } = new(depth: 12, rounds: 128, steps: 100_000);

    /// <summary>Not out of the body, for one that is too much to follow.</summary>
    public static WalkLimits Near { get; } = new(depth: 0, rounds: 0, steps: int.MaxValue);

    private WalkLimits(int depth, int rounds, int steps) => (Depth, Rounds, Steps) = (depth, rounds, steps);

    /// <summary>Calls within calls.</summary>
    public int Depth { get; }

    /// <summary>Rounds of a loop.</summary>
    public int Rounds { get; }

    /// <summary>Statements and expressions.</summary>
    public int Steps { get; }
}

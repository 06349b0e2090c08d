using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>What of a run's trace a comparison points at.</summary>
internal sealed class StepMarks
{
    /// <summary>Nothing.</summary>
    public static StepMarks None { get; } = new();

    /// <summary>The functions that differ: a large report keeps their steps before those of others.</summary>
    public HashSet<int> Functions { get; } = [];

    /// <summary>The steps at which functions part, by reference: a trace may hold the same step twice.</summary>
    public HashSet<RunStep> Partings { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The first step of all at which the runs part.</summary>
    public RunStep? First { get; set; }
}

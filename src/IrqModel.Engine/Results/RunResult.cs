using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>What a run showed.</summary>
/// <param name="Machine">The machine, as the run left it.</param>
/// <param name="Host">The host, as the run left it.</param>
/// <param name="Functions">All functions that were in the system at the end, by address.</param>
/// <param name="Findings">The broken rules, in the order they were broken.</param>
/// <param name="Faults">The faults that remapping units recorded, in order.</param>
/// <param name="Trace">What happened, step by step; empty unless asked for.</param>
/// <param name="Choices">Which of the ready flows went on at each point where several could: the replay file.</param>
public sealed record RunResult(
    Machine Machine, Host Host, ImmutableArray<FunctionReport> Functions, ImmutableArray<Finding> Findings,
    ImmutableArray<FaultRecord> Faults, ImmutableArray<TraceEvent> Trace, ImmutableArray<int> Choices)
{
    /// <summary>
    /// The interrupts that functions sent in the middle of the run and that did not reach their handlers; empty unless
    /// <see cref="RunOptions.RestlessFunctions"/> is set.
    /// </summary>
    public ImmutableArray<StrayInterrupt> Strays { get; init; } = [];

    /// <summary>
    /// The rules broken by vectors in an undecided domain, as the consequence of what <see cref="Findings"/> already reports about the function
    /// or the host.
    /// </summary>
    public ImmutableArray<Finding> Consequences { get; init; } = [];

    /// <summary>
    /// The rules broken where it does not matter, because the circumstance does not hold on which it depends: one unit serves the bus, remapping
    /// is off, the function has no domain. Empty unless <see cref="RunOptions.KeepHarmless"/> is set.
    /// </summary>
    public ImmutableSortedSet<FindingKey> Harmless { get; init; } = [];

    /// <summary>Software's operations on remapping units whose effect the specification leaves undefined, unit by unit, oldest first.</summary>
    public ImmutableArray<HardwareMisuse> Misuses { get; init; } = [];

    /// <summary>What software leaked: vectors and table entries that can no longer be freed.</summary>
    public ImmutableArray<Leak> Leaks { get; init; } = [];

    /// <summary>
    /// The interrupts that did not reach their handlers when each vector fired at the end of the run, and the functions that asked for vectors
    /// and have none, each with its cause and a place in the model.
    /// </summary>
    public ImmutableArray<Loss> Losses { get; init; } = [];

    /// <summary>How many of the losses neither a finding nor a cause accounts for. Anything but 0 is a mistake of the engine.</summary>
    public int UnexplainedLosses => Losses.Count(loss => !loss.IsExplained);

    /// <summary>The report of a function.</summary>
    /// <exception cref="KeyNotFoundException">The function was not in the system at the end.</exception>
    public FunctionReport this[string address]
    {
        get
        {
            var wanted = Bdf.Parse(address);
            return Functions.FirstOrDefault(function => function.Address == wanted)
                ?? throw new KeyNotFoundException($"{wanted} was not in the system at the end of the run.");
        }
    }

    /// <summary>The keys of the findings, each once, in order.</summary>
    public ImmutableSortedSet<FindingKey> FindingKeys => [.. Findings.Select(finding => finding.Key)];
}

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

    /// <summary>What software lost: vectors and table entries that nobody can free any more.</summary>
    public ImmutableArray<Leak> Leaks { get; init; } = [];

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

using System.Collections.Immutable;
using IrqModel.Tool.Describing;

namespace IrqModel.Tool.Models;

/// <summary>What the process that loads a model shall do.</summary>
/// <param name="Assembly">The assembly, by full path.</param>
/// <param name="Name">What messages call the model.</param>
public sealed record WorkerRequest(string Assembly, string Name)
{
    /// <summary>Arguments for the model's entry point.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Whether only the machine is wanted, and nothing shall be run.</summary>
    public bool DescribeOnly { get; init; }

    /// <summary>The machine to run on; null for the model's own.</summary>
    public MachineDescription? Machine { get; init; }

    /// <summary>A built-in host by name, or the name of a host's type in the model; null for the model's own.</summary>
    public string? Host { get; init; }

    /// <summary>The method of the model that builds the machine, by name; null where there is one.</summary>
    public string? Builder { get; init; }

    /// <summary>The method of the model that plays the scenario, by name; null where there is one or none.</summary>
    public string? Scenario { get; init; }

    /// <summary>Which run is wanted, from 1; null for all.</summary>
    public int? Run { get; init; }

    /// <summary>Seed of the schedule; null for the default order.</summary>
    public int? Seed { get; init; }

    /// <summary>The choices to replay, one list for each run; null for none.</summary>
    public ImmutableArray<ImmutableArray<int>>? Replay { get; init; }

    /// <summary>Whether functions send their interrupts after each operation.</summary>
    public bool IsRestless { get; init; }

    /// <summary>How many steps of a trace to keep; 0 for none.</summary>
    public int TraceLength { get; init; }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IrqModel.Engine;
using IrqModel.Tool.Describing;

namespace IrqModel.Tool.Runs;

/// <summary>
/// A finished run as data: what the verbs print, compare and write as JSON (<c>docs/run.schema.json</c>). It holds no objects of the model,
/// so
/// it can come from another process or from a file.
/// </summary>
/// <param name="Model">What was run: a file or project, or the machine for a built-in host.</param>
/// <param name="Host">The host: its type's name, or the name by which a built-in one is chosen.</param>
/// <param name="Machine">The machine, as it was before the run.</param>
public sealed record ToolRun(string Model, string Host, MachineDescription Machine)
{
    /// <summary>For a built-in host the kernels it stands for, in words.</summary>
    public string? HostVersions { get; init; }

    /// <summary>The functions that were in the system at the end, by address.</summary>
    public ImmutableArray<RunFunction> Functions { get; init; } = [];

    /// <summary>The broken rules, in the order they were broken.</summary>
    public ImmutableArray<RunFinding> Findings { get; init; } = [];

    /// <summary>What follows from <see cref="Findings"/> and broke rules of its own.</summary>
    public ImmutableArray<RunFinding> Consequences { get; init; } = [];

    /// <summary>The refused requests that units have on record, in order.</summary>
    public ImmutableArray<RunFault> Faults { get; init; } = [];

    /// <summary>Strays, leaks and misuses.</summary>
    public ImmutableArray<RunLoss> Losses { get; init; } = [];

    /// <summary>What happened, step by step; empty where no trace was asked for.</summary>
    public ImmutableArray<RunStep> Trace { get; init; } = [];

    /// <summary>How many steps were left out at the end of <see cref="Trace"/>, because it was full.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TraceLeftOut { get; init; }

    /// <summary>Which of the ready flows went on at each point where several could: what <c>--replay</c> replays.</summary>
    public ImmutableArray<int> Choices { get; init; } = [];

    /// <summary>Whether nothing went wrong: no rule broken, no interrupt lost.</summary>
    [JsonIgnore]
    public bool IsClean => Findings.IsEmpty && Losses.IsEmpty && !Functions.Any(function => function.Dies);

    /// <summary>The source files that findings and steps name, each once, in order of their names.</summary>
    [JsonIgnore]
    public ImmutableArray<string> SourceFiles =>
    [
        .. Findings.Concat(Consequences).Select(finding => finding.Place).Concat(Trace.Select(step => step.Place))
            .Concat(Losses.Select(loss => loss.Place))
            .OfType<RunPlace>().Select(place => place.File).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Host and machine in a line.</summary>
    [JsonIgnore]
    public string Title => $"{Host}{(HostVersions is null ? "" : $" ({HostVersions})")} on '{Machine.Name}'";

    /// <summary>Takes over what the engine reports.</summary>
    /// <param name="model">What was run.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="machine">The machine, described before the run; null to describe it as the run left it.</param>
    /// <param name="result">The result.</param>
    public static ToolRun Of(string model, string host, MachineDescription? machine, RunResult result) =>
        RunReader.Read(model, host, machine, result);
}

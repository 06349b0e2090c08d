using System.Collections.Immutable;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Models;

/// <summary>What came of a model.</summary>
public sealed record WorkerResult
{
    /// <summary>The runs that came to their end, in that order.</summary>
    public ImmutableArray<ToolRun> Runs { get; init; } = [];

    /// <summary>The machine, where only that was asked for.</summary>
    public MachineDescription? Machine { get; init; }

    /// <summary>Why the model, or what was asked of it, is wrong; null if all went well.</summary>
    public string? Error { get; init; }

    /// <summary>How many runs were made that are not in <see cref="Runs"/>, because there were too many.</summary>
    public int RunsLeftOut { get; init; }
}

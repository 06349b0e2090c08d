using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary><c>/proc/interrupts</c> at one moment.</summary>
/// <param name="Source">The input.</param>
/// <param name="Line">The first line, counted from 1.</param>
/// <param name="Rows">The rows, in their order.</param>
public sealed record InterruptTable(string Source, int Line, ImmutableArray<InterruptRow> Rows)
{
    /// <summary>The names of the columns, e.g. "CPU0"; empty where the heading is not shown.</summary>
    public ImmutableArray<string> Cpus { get; init; } = [];
}

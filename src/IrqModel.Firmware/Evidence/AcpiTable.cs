using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An ACPI table of an input, whatever encoding it was in.</summary>
public sealed record AcpiTable
{
    /// <summary>The four letters, e.g. "DMAR".</summary>
    public required string Signature { get; init; }

    /// <summary>The input.</summary>
    public required string Source { get; init; }

    /// <summary>The first line of a table in text, counted from 1, or null.</summary>
    public int? Line { get; init; }

    /// <summary>What is wrong with the table. The same problems are in <see cref="Evidence.Problems"/>.</summary>
    public ImmutableArray<EvidenceProblem> Problems { get; init; } = [];

    /// <summary>The parsed table, e.g. a <see cref="DmarTable"/>; null where the table cannot be used or no reader knows it.</summary>
    public object? Content { get; init; }

    /// <summary>The table as a DMAR, or null.</summary>
    public DmarTable? Dmar => Content as DmarTable;
}

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

    /// <summary>
    /// The parsed table, e.g. a <see cref="DmarTable"/>; an <see cref="OtherDescriptionTable"/> for one that no reader knows. Null where
    /// the table cannot be read, which leaves only that the machine has it.
    /// </summary>
    public DescriptionTable? Content { get; init; }

    /// <summary>The table as a DMAR, or null.</summary>
    public DmarTable? Dmar => Content as DmarTable;

    /// <summary>The table as an IVRS, or null.</summary>
    public IvrsTable? Ivrs => Content as IvrsTable;

    /// <summary>The table as an IORT, or null.</summary>
    public IortTable? Iort => Content as IortTable;

    /// <summary>The table as a MADT, or null.</summary>
    public MadtTable? Madt => Content as MadtTable;

    /// <summary>The table as an MCFG, or null.</summary>
    public McfgTable? Mcfg => Content as McfgTable;
}

using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// An ACPI DMAR table: the remapping units of a machine and the devices under each (VT-d spec chapter 8). <see cref="Validate"/> turns
/// its problems into an exception, for callers that want a table without defects.
/// </summary>
public sealed class DmarTable : DescriptionTable
{
    internal DmarTable(
        string name,
        AcpiHeader header,
        int hostAddressWidth,
        DmarFlags flags,
        ImmutableArray<DmarRecord> records,
        ImmutableArray<AcpiProblem> problems)
        : base(name, header, problems)
    {
        HostAddressWidth = hostAddressWidth;
        Flags = flags;
        Records = records;
    }

    /// <summary>The width in bits of the addresses that DMA can use: the table's byte plus one.</summary>
    public int HostAddressWidth { get; }

    /// <summary>The flags of the table as a whole.</summary>
    public DmarFlags Flags { get; }

    /// <summary>Every remapping structure, in the order of the table.</summary>
    public ImmutableArray<DmarRecord> Records { get; }

    /// <summary>The remapping hardware units, in the order of the table: the first that matches a device serves it.</summary>
    public IEnumerable<Drhd> Drhds => Records.OfType<Drhd>();

    /// <summary>The ACPI name-space devices that scopes refer to by number.</summary>
    public IEnumerable<Andd> Andds => Records.OfType<Andd>();

    /// <summary>The I/O APICs and HPETs that the units name, each with the requester id that its messages carry.</summary>
    /// <remarks>A path of more than one hop leads behind bridges, whose buses the table does not give: such a scope is left out.</remarks>
    public IEnumerable<InterruptSource> InterruptSources =>
        from unit in Drhds
        from scope in unit.Scopes
        where scope.Type is DmarScopeType.IoApic or DmarScopeType.Hpet && scope.Path.Length == 1 && scope.Path[0].IsValid
        select new InterruptSource(
            scope.Type == DmarScopeType.IoApic ? InterruptSourceKind.IoApic : InterruptSourceKind.Hpet,
            scope.EnumerationId,
            unit.Segment,
            new Bdf(unit.Segment, scope.StartBus, scope.Path[0].Device, scope.Path[0].Function).RequesterId,
            unit.RegisterBase,
            scope.Offset);

    /// <summary>Reads a table from its bytes, as <c>/sys/firmware/acpi/tables/DMAR</c> holds them.</summary>
    /// <param name="bytes">The table. Bytes after the length that its header gives are ignored, with a problem.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">The structure of the table is broken.</exception>
    public static DmarTable Parse(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return DmarParser.Parse(new TableReader(bytes, name), name);
    }

    /// <summary>Reads a table from a binary file.</summary>
    /// <param name="path">The file; errors carry its name without the folder.</param>
    /// <exception cref="FirmwareFormatException">The structure of the table is broken.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DmarTable Load(string path) => Parse(File.ReadAllBytes(path), Path.GetFileName(path));

    /// <summary>Insists on a table without defects.</summary>
    /// <param name="atLeast">The mildest problem that counts.</param>
    /// <returns>This table.</returns>
    /// <exception cref="FirmwareFormatException">The first of the <see cref="DescriptionTable.Problems"/> that counts.</exception>
    public DmarTable Validate(AcpiSeverity atLeast = AcpiSeverity.Error)
    {
        CheckProblems(atLeast);
        return this;
    }
}

using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// An ACPI DMAR table: the remapping units of a machine and the devices under each (VT-d spec chapter 8).
/// <para>
/// Two kinds of defect are told apart. A table whose <em>structure</em> is broken (lengths, checksum, a scope that overruns its record)
/// cannot be read: <see cref="FirmwareFormatException"/>. A table that reads well and <em>means</em> something wrong (a register base of
/// 0, no unit at all) is what some machines have: it is read, and <see cref="Problems"/> lists the defects.
/// <see cref="Validate"/> turns those into an exception for who wants a table without defects.
/// </para>
/// </summary>
public sealed class DmarTable
{
    internal DmarTable(
        string name,
        AcpiHeader header,
        int hostAddressWidth,
        DmarFlags flags,
        ImmutableArray<DmarRecord> records,
        ImmutableArray<DmarProblem> problems)
    {
        Name = name;
        Header = header;
        HostAddressWidth = hostAddressWidth;
        Flags = flags;
        Records = records;
        Problems = problems;
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string Name { get; }

    /// <summary>The ACPI header.</summary>
    public AcpiHeader Header { get; }

    /// <summary>The width in bits of the addresses that DMA can use: the table's byte plus one.</summary>
    public int HostAddressWidth { get; }

    /// <summary>The flags of the table as a whole.</summary>
    public DmarFlags Flags { get; }

    /// <summary>Every remapping structure, in the order of the table.</summary>
    public ImmutableArray<DmarRecord> Records { get; }

    /// <summary>What is wrong with the meaning of the table, by offset. Empty for a table without defects.</summary>
    public ImmutableArray<DmarProblem> Problems { get; }

    /// <summary>The remapping hardware units, in the order of the table: the first that matches a device serves it.</summary>
    public IEnumerable<Drhd> Drhds => Records.OfType<Drhd>();

    /// <summary>The ACPI name-space devices that scopes refer to by number.</summary>
    public IEnumerable<Andd> Andds => Records.OfType<Andd>();

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
    /// <exception cref="FirmwareFormatException">The first of the <see cref="Problems"/> that counts.</exception>
    public DmarTable Validate(DmarSeverity atLeast = DmarSeverity.Error)
    {
        foreach (DmarProblem problem in Problems)
        {
            if (problem.Severity >= atLeast)
                throw FirmwareFormatException.AtOffset(Name, problem.Offset, problem.Found, problem.Expected);
        }
        return this;
    }
}

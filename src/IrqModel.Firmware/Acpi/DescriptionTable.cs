using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// An ACPI system description table.
/// <para>
/// Two kinds of defect are told apart. A table whose <em>structure</em> is broken (a length, a scope that overruns its record) cannot be
/// read: <see cref="FirmwareFormatException"/>. A table that reads well and <em>means</em> something wrong (a register base of 0, no unit
/// at all, a wrong checksum) is what some machines have: it is read, and <see cref="Problems"/> lists the defects.
/// </para>
/// </summary>
public abstract class DescriptionTable
{
    private protected DescriptionTable(string name, AcpiHeader header, ImmutableArray<AcpiProblem> problems)
    {
        Name = name;
        Header = header;
        Problems = problems;
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string Name { get; }

    /// <summary>The ACPI header.</summary>
    public AcpiHeader Header { get; }

    /// <summary>What is wrong with the meaning of the table, by offset. Empty for a table without defects.</summary>
    public ImmutableArray<AcpiProblem> Problems { get; }

    /// <summary>Reads a table of any kind by its signature.</summary>
    /// <param name="bytes">The table. Bytes after the length that its header gives are ignored, with a problem.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <returns>
    /// A <see cref="DmarTable"/>, <see cref="IvrsTable"/>, <see cref="IortTable"/>, <see cref="MadtTable"/> or <see cref="McfgTable"/>;
    /// an <see cref="OtherDescriptionTable"/> for any other signature.
    /// </returns>
    /// <exception cref="FirmwareFormatException">The structure of the table is broken.</exception>
    public static DescriptionTable Read(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ReadOnlySpan<byte> signature = bytes.Length < 4 ? bytes : bytes[..4];
        if (signature.SequenceEqual("DMAR"u8))
            return DmarTable.Parse(bytes, name);
        if (signature.SequenceEqual("IVRS"u8))
            return IvrsTable.Parse(bytes, name);
        if (signature.SequenceEqual("IORT"u8))
            return IortTable.Parse(bytes, name);
        if (signature.SequenceEqual("APIC"u8))
            return MadtTable.Parse(bytes, name);
        if (signature.SequenceEqual("MCFG"u8))
            return McfgTable.Parse(bytes, name);
        return OtherDescriptionTable.Parse(bytes, name);
    }

    private protected void CheckProblems(AcpiSeverity atLeast)
    {
        foreach (AcpiProblem problem in Problems)
        {
            if (problem.Severity >= atLeast)
                throw FirmwareFormatException.AtOffset(Name, problem.Offset, problem.Found, problem.Expected);
        }
    }
}

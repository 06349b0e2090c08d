using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An ACPI table of which only the header matters here, e.g. FACP or SSDT.</summary>
public sealed class OtherDescriptionTable : DescriptionTable
{
    private OtherDescriptionTable(string name, AcpiHeader header, ImmutableArray<AcpiProblem> problems)
        : base(name, header, problems)
    {
    }

    /// <summary>Reads the header of a table from the table's bytes.</summary>
    /// <param name="bytes">The table. Bytes after the length that its header gives are ignored, with a problem.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">The bytes are no table with an ACPI header.</exception>
    public static OtherDescriptionTable Parse(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var problems = new AcpiProblemList();
        AcpiHeader header = AcpiHeader.Read(new TableReader(bytes, name), null, AcpiHeader.Size, problems);
        return new OtherDescriptionTable(name, header, problems.InOrder());
    }
}

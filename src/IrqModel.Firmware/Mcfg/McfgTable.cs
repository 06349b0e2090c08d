using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An ACPI MCFG table: the PCI segments and buses with extended configuration space (PCI Firmware spec 3.3, 4.1.2).</summary>
public sealed class McfgTable : DescriptionTable
{
    private const int HeaderSize = 44;
    private const int RegionSize = 16;

    private McfgTable(string name, AcpiHeader header, ImmutableArray<McfgRegion> regions, ImmutableArray<AcpiProblem> problems)
        : base(name, header, problems) => Regions = regions;

    /// <summary>Every region, in the order of the table.</summary>
    public ImmutableArray<McfgRegion> Regions { get; }

    /// <summary>Reads a table from its bytes, as <c>/sys/firmware/acpi/tables/MCFG</c> holds them.</summary>
    /// <param name="bytes">The table. Bytes after the length that its header gives are ignored, with a problem.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">The structure of the table is broken.</exception>
    public static McfgTable Parse(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var file = new TableReader(bytes, name);
        var problems = new AcpiProblemList();
        AcpiHeader header = AcpiHeader.Read(file, "MCFG", HeaderSize, problems);
        TableReader table = file.Until(header.Length);
        int left = (header.Length - HeaderSize) % RegionSize;
        var regions = ImmutableArray.CreateBuilder<McfgRegion>();
        for (int at = HeaderSize; at + RegionSize <= header.Length; at += RegionSize)
        {
            var region = new McfgRegion(
                at, table.U64(at, "base"), table.U16(at + 8, "segment"), table.U8(at + 10, "first bus"), table.U8(at + 11, "last bus"));
            regions.Add(region);
            if (region.FirstBus > region.LastBus)
                problems.Error(at + 10, $"buses from {region.FirstBus:x2} to {region.LastBus:x2}",
                    "a last bus that is not below the first");
        }
        if (regions.Count == 0)
            problems.Error(HeaderSize, "no region", "at least one segment (Linux ignores the table without it)");
        if (left != 0)
            problems.Warning(header.Length - left, $"{left} bytes after the last region", $"regions of {RegionSize} bytes");
        return new McfgTable(name, header, regions.ToImmutable(), problems.InOrder());
    }
}

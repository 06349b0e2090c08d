using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An ACPI IVRS table: the IOMMUs of an AMD machine and the devices under each (AMD I/O Virtualization spec 5.2).</summary>
public sealed class IvrsTable : DescriptionTable
{
    internal IvrsTable(
        string name, AcpiHeader header, uint info, ImmutableArray<IvrsBlock> blocks, ImmutableArray<AcpiProblem> problems)
        : base(name, header, problems)
    {
        Info = info;
        Blocks = blocks;
    }

    /// <summary>The IVinfo field: what all IOMMUs of the machine have in common.</summary>
    public uint Info { get; }

    /// <summary>The width in bits of physical addresses (PASize).</summary>
    public int PhysicalAddressBits => (int)(Info >> 8) & 0x7F;

    /// <summary>The width in bits of the addresses that DMA can use (VASize).</summary>
    public int VirtualAddressBits => (int)(Info >> 15) & 0x7F;

    /// <summary>Every block, in the order of the table.</summary>
    public ImmutableArray<IvrsBlock> Blocks { get; }

    /// <summary>Every IOMMU definition. A table can define one IOMMU several times, for older and newer software.</summary>
    public IEnumerable<IvhdBlock> Ivhds => Blocks.OfType<IvhdBlock>();

    /// <summary>
    /// The IOMMU definitions that Linux uses: those of the type of the last definition of the first IOMMU
    /// (<c>get_highest_supported_ivhd_type()</c>), of types up to 40h.
    /// </summary>
    public IEnumerable<IvhdBlock> ActiveIvhds
    {
        get
        {
            IvhdBlock? first = Ivhds.FirstOrDefault();
            byte? type = Blocks.TakeWhile(block => block.Type <= IvhdBlock.LastType)
                .OfType<IvhdBlock>().LastOrDefault(block => block.Device == first?.Device)?.Type;
            return Ivhds.Where(block => block.Type == type);
        }
    }

    /// <summary>The I/O APICs and HPETs that the active definitions name, each with the requester id that its messages carry.</summary>
    public IEnumerable<InterruptSource> InterruptSources =>
        from block in ActiveIvhds
        from entry in block.Entries
        where entry.Special is { Variety: 1 or 2 }
        select new InterruptSource(
            entry.Special!.Variety == 1 ? InterruptSourceKind.IoApic : InterruptSourceKind.Hpet,
            entry.Special!.Handle,
            block.Segment,
            entry.Special!.Device,
            block.RegisterBase,
            entry.Offset);

    /// <summary>
    /// Finds the IOMMU of a requester id. As in Linux, a later entry overrides an earlier one, and an IOMMU covers the devices that its
    /// entries name, I/O APICs and HPETs included.
    /// </summary>
    /// <param name="segment">The PCI segment.</param>
    /// <param name="requester">The requester id that the function sends.</param>
    /// <returns>The IOMMU and why, or null if no entry names the requester id.</returns>
    public IvrsCoverage? Covering(int segment, RequesterId requester)
    {
        IvrsCoverage? found = null;
        foreach (IvhdBlock block in ActiveIvhds)
        {
            if (block.Segment == segment)
                found = IvhdRanges.Find(block, requester) ?? found;
        }
        return found;
    }

    /// <summary>Reads a table from its bytes, as <c>/sys/firmware/acpi/tables/IVRS</c> holds them.</summary>
    /// <param name="bytes">The table. Bytes after the length that its header gives are ignored, with a problem.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">The structure of the table is broken.</exception>
    public static IvrsTable Parse(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IvrsParser.Parse(new TableReader(bytes, name), name);
    }
}

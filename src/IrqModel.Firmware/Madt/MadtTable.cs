using System.Buffers.Binary;
using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An ACPI MADT table (signature "APIC"): the interrupt controllers of a machine (ACPI 6.5, 5.2.12).</summary>
public sealed class MadtTable : DescriptionTable
{
    private const int HeaderSize = 44;

    private MadtTable(
        string name, AcpiHeader header, uint flags, ImmutableArray<MadtEntry> entries, ImmutableArray<AcpiProblem> problems)
        : base(name, header, problems)
    {
        Flags = flags;
        Entries = entries;
    }

    /// <summary>The flags of the table as a whole; bit 0 says that there are legacy interrupt controllers too.</summary>
    public uint Flags { get; }

    /// <summary>Every structure, in the order of the table.</summary>
    public ImmutableArray<MadtEntry> Entries { get; }

    /// <summary>The I/O APICs. DMAR and IVRS tables must name each, or Linux leaves interrupt remapping off.</summary>
    public IEnumerable<MadtIoApic> IoApics => Entries.Where(entry => entry.Type == 1).Select(entry => new MadtIoApic(
        entry.Offset, entry.Body[0], U32(entry, 2), U32(entry, 6)));

    /// <summary>The interrupt translation services of an Arm machine.</summary>
    public IEnumerable<MadtIts> ItsUnits => Entries.Where(entry => entry.Type == 0xF).Select(entry => new MadtIts(
        entry.Offset, U32(entry, 2), BinaryPrimitives.ReadUInt64LittleEndian(entry.Body.AsSpan()[6..])));

    /// <summary>How many processors can run: enabled local APICs and x2APICs, or enabled GIC CPU interfaces.</summary>
    public int EnabledProcessors => Entries.Count(entry => entry.Type switch
    {
        0 => (U32(entry, 2) & 1) != 0,
        9 => (U32(entry, 6) & 1) != 0,
        0xB => (U32(entry, 10) & 1) != 0,
        _ => false,
    });

    /// <summary>Reads a table from its bytes, as <c>/sys/firmware/acpi/tables/APIC</c> holds them.</summary>
    /// <param name="bytes">The table. Bytes after the length that its header gives are ignored, with a problem.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">The structure of the table is broken.</exception>
    public static MadtTable Parse(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var file = new TableReader(bytes, name);
        var problems = new AcpiProblemList();
        AcpiHeader header = AcpiHeader.Read(file, "APIC", HeaderSize, problems);
        TableReader table = file.Until(header.Length);
        var entries = ImmutableArray.CreateBuilder<MadtEntry>();
        for (int at = HeaderSize; at < header.Length;)
        {
            MadtEntry entry = ReadEntry(table, at);
            entries.Add(entry);
            at += 2 + entry.Body.Length;
        }
        var ioApics = new HashSet<byte>();
        foreach (MadtEntry entry in entries)
        {
            if (entry.Type == 1 && !ioApics.Add(entry.Body[0]))
                problems.Warning(entry.Offset + 2, $"a second I/O APIC with id {entry.Body[0]}", "one I/O APIC for each id");
        }
        return new MadtTable(name, header, table.U32(40, "flags"), entries.ToImmutable(), problems.InOrder());
    }

    private static MadtEntry ReadEntry(TableReader table, int at)
    {
        int left = table.Length - at;
        if (left < 2)
            throw table.Bad(at, "one byte after the last structure", "none, or the two bytes that start a structure");
        byte type = table.U8(at, "structure type");
        int length = table.U8(at + 1, "structure length");
        (string what, int least) = type switch
        {
            0 => ("local APIC", 8),
            1 => ("I/O APIC", 12),
            9 => ("local x2APIC", 16),
            0xB => ("GIC CPU interface", 40),
            0xF => ("GIC ITS", 20),
            _ => ($"structure of type {type}", 2),
        };
        if (length < least)
            throw table.Bad(at + 1, $"{what} length {length}", $"at least {least}");
        if (length > left)
            throw table.Bad(at + 1, $"{what} length {length}", $"at most {left}, which is what the table has left");
        return new MadtEntry(type, at, ImmutableArray.Create(table.Take(at + 2, length - 2, what)));
    }

    private static uint U32(MadtEntry entry, int at) => BinaryPrimitives.ReadUInt32LittleEndian(entry.Body.AsSpan()[at..]);
}

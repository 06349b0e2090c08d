using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace IrqModel.Firmware;

/// <summary>The structure of an IVRS table. Every length is checked before it is used.</summary>
internal static class IvrsParser
{
    private const int HeaderSize = 48;
    private const int BlockHeader = 4;
    private const int OldIvhdSize = 24;
    private const int IvhdSize = 40;
    private const int IvmdSize = 32;
    private const int AcpiDeviceSize = 22;

    public static IvrsTable Parse(TableReader file, string name)
    {
        var problems = new AcpiProblemList();
        AcpiHeader header = AcpiHeader.Read(file, "IVRS", HeaderSize, problems);
        TableReader table = file.Until(header.Length);
        var blocks = ImmutableArray.CreateBuilder<IvrsBlock>();
        for (int at = HeaderSize; at < header.Length;)
        {
            IvrsBlock block = ReadBlock(table, at, problems);
            blocks.Add(block);
            at += block.Length;
        }
        if (!blocks.OfType<IvhdBlock>().Any())
            problems.Error(Math.Min(HeaderSize, header.Length), "no IVHD", "at least one IOMMU (Linux finds none without it)");
        return new IvrsTable(name, header, table.U32(36, "IVinfo"), blocks.ToImmutable(), problems.InOrder());
    }

    private static IvrsBlock ReadBlock(TableReader table, int at, AcpiProblemList problems)
    {
        int left = table.Length - at;
        if (left < BlockHeader)
            throw table.Bad(at, $"{left} bytes after the last block", $"none, or the {BlockHeader} bytes that start a block");
        byte type = table.U8(at, "block type");
        int length = table.U16(at + 2, "block length");
        (string what, int fixedPart) = type switch
        {
            0x10 => ("IVHD", OldIvhdSize),
            0x11 or 0x40 => ("IVHD", IvhdSize),
            0x20 or 0x21 or 0x22 => ("IVMD", IvmdSize),
            _ => ($"block of unknown type 0x{type:X2}", BlockHeader),
        };
        if (length < fixedPart)
            throw table.Bad(at + 2, $"{what} length {length}", $"at least {fixedPart}");
        if (length > left)
            throw table.Bad(at + 2, $"{what} length {length}", $"at most {left}, which is what the table has left");
        TableReader block = table.Until(at + length);
        if (IvhdBlock.IsType(type))
            return ReadIvhd(block, type, at, length, fixedPart, problems);
        if (fixedPart == IvmdSize)
        {
            return new IvmdBlock(
                type, at, length, block.U8(at + 1, "flags"), Id(block.U16(at + 4, "device id")), Id(block.U16(at + 6, "last device id")),
                block.U16(at + 8, "segment"), block.U64(at + 16, "region base"), block.U64(at + 24, "region size"));
        }
        problems.Warning(at, what, "type 10h, 11h or 40h (IVHD), or 20h to 22h (IVMD)");
        return new UnknownIvrsBlock(
            type, at, length, ImmutableArray.Create(block.Take(at + BlockHeader, length - BlockHeader, "block")));
    }

    private static IvhdBlock ReadIvhd(TableReader block, byte type, int at, int length, int fixedPart, AcpiProblemList problems)
    {
        ulong registers = block.U64(at + 8, "register base");
        if (registers == 0)
            problems.Error(at + 8, "IVHD register base 0x0", "the address of the IOMMU's registers");
        var entries = ImmutableArray.CreateBuilder<IvhdEntry>();
        IvhdEntry? open = null;
        for (int entryAt = at + fixedPart; entryAt < block.Length;)
        {
            (IvhdEntry entry, int size) = ReadEntry(block, entryAt);
            entryAt += size;
            if (entry.Type == IvhdEntryType.Padding)
                continue;
            entries.Add(entry);
            Check(entry, ref open, problems);
        }
        if (open is not null)
            problems.Warning(open.Offset, $"a range of devices that starts at {open.Device} and does not end", "an entry that ends it");
        return new IvhdBlock(
            type, at, length, block.U8(at + 1, "flags"), Id(block.U16(at + 4, "IOMMU device id")), block.U16(at + 6, "capability offset"),
            registers, block.U16(at + 16, "segment"), block.U16(at + 18, "IOMMU info"), block.U32(at + 20, "feature info"),
            fixedPart == IvhdSize ? block.U64(at + 24, "extended features") : null, entries.ToImmutable());
    }

    private static (IvhdEntry Entry, int Size) ReadEntry(TableReader block, int at)
    {
        int left = block.Length - at;
        var type = (IvhdEntryType)block.U8(at, "IVHD entry type");
        int size = (byte)type switch
        {
            < 0x40 => 4,
            < 0x80 => 8,
            < 0xC0 => 16,
            (byte)IvhdEntryType.AcpiDevice when left >= AcpiDeviceSize => AcpiDeviceSize + block.U8(at + 21, "length of the unique id"),
            (byte)IvhdEntryType.AcpiDevice => AcpiDeviceSize,
            _ => 32,
        };
        if (size > left)
            throw block.Bad(at, $"IVHD entry of type 0x{(byte)type:X2}, which has {size} bytes",
                $"at most {left}, which its IVHD has left");
        var entry = new IvhdEntry(at, type, Id(block.U16(at + 1, "device id")), block.U8(at + 3, "settings"));
        entry = type switch
        {
            IvhdEntryType.AliasSelect or IvhdEntryType.AliasRangeStart => entry with { Alias = Id(block.U16(at + 5, "alias")) },
            IvhdEntryType.Special => entry with
            {
                Special = new IvhdSpecialDevice(
                    block.U8(at + 7, "variety"), block.U8(at + 4, "handle"), Id(block.U16(at + 5, "device id of the special device"))),
            },
            IvhdEntryType.AcpiDevice => entry with { HardwareId = block.Text(at + 4, 8, "hardware id"), UniqueId = UniqueId(block, at) },
            _ => entry,
        };
        return (entry, size);
    }

    private static string? UniqueId(TableReader block, int at)
    {
        int length = block.U8(at + 21, "length of the unique id");
        return block.U8(at + 20, "format of the unique id") switch
        {
            1 when length >= 8 => block.U64(at + AcpiDeviceSize, "unique id").ToString(CultureInfo.InvariantCulture),
            2 => Encoding.Latin1.GetString(block.Take(at + AcpiDeviceSize, length, "unique id")).TrimEnd('\0'),
            _ => null,
        };
    }

    private static void Check(IvhdEntry entry, ref IvhdEntry? open, AcpiProblemList problems)
    {
        switch (entry.Type)
        {
            case IvhdEntryType.RangeStart or IvhdEntryType.AliasRangeStart or IvhdEntryType.ExtendedRangeStart:
                if (open is not null)
                    problems.Warning(entry.Offset, $"a range of devices inside the one that starts at {open.Device}",
                        "an entry that ends it");
                open = entry;
                break;
            case IvhdEntryType.RangeEnd:
                if (open is null)
                    problems.Warning(entry.Offset, "the end of a range of devices", "an entry before it that starts the range");
                else if (open.Device.Value > entry.Device.Value)
                    problems.Warning(entry.Offset, $"a range that ends at {entry.Device}",
                        $"an end that is not below its start {open.Device}");
                open = null;
                break;
            case IvhdEntryType.Special when entry.Special!.Variety is not (1 or 2):
                problems.Warning(entry.Offset + 7, $"special device of variety {entry.Special.Variety}", "1 (I/O APIC) or 2 (HPET)");
                break;
            default:
                if (!Enum.IsDefined(entry.Type))
                    problems.Warning(entry.Offset, $"IVHD entry of unknown type 0x{(byte)entry.Type:X2}",
                        "a type that the specification names");
                break;
        }
    }

    private static RequesterId Id(ushort value) => new(value);
}

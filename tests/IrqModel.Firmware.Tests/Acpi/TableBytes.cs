using System.Buffers.Binary;

namespace IrqModel.Firmware.Tests;

/// <summary>Builds the bytes of ACPI tables.</summary>
internal static class TableBytes
{
    /// <summary>A table with a right length and checksum.</summary>
    public static byte[] Of(string signature, params byte[] body) => DmarBytes.Sum(
    [
        .. System.Text.Encoding.ASCII.GetBytes(signature), .. U32((uint)(36 + body.Length)), 1, 0, .. "OEMIDX"u8, .. "BOARD   "u8,
        .. U32(7), .. "TEST"u8, .. U32(9), .. body,
    ]);

    public static byte[] Ivrs(params byte[][] blocks) => Of("IVRS", [.. U32(0x203042), .. new byte[8], .. Join(blocks)]);

    /// <summary>An IOMMU; block types 11h and 40h have 16 bytes more than 10h.</summary>
    public static byte[] Ivhd(byte type, ushort device, ulong registers, ushort segment, params byte[][] entries)
    {
        byte[] body = Join(entries);
        int size = (type == 0x10 ? 24 : 40) + body.Length;
        return
        [
            type, 0xB0, .. U16((ushort)size), .. U16(device), .. U16(0x40), .. U64(registers), .. U16(segment), .. U16(0), .. U32(0),
            .. type == 0x10 ? [] : new byte[16], .. body,
        ];
    }

    public static byte[] Entry(byte type, ushort device) => [type, .. U16(device), 0];

    public static byte[] Alias(byte type, ushort device, ushort alias) => [type, .. U16(device), 0, 0, .. U16(alias), 0];

    public static byte[] Special(byte variety, byte handle, ushort device) => [0x48, 0, 0, 0, handle, .. U16(device), variety];

    public static byte[] Iort(params byte[][] nodes) =>
        Of("IORT", [.. U32((uint)nodes.Length), .. U32(48), .. U32(0), .. Join(nodes)]);

    /// <summary>A node whose mappings follow its own part.</summary>
    public static byte[] Node(byte type, byte[] part, params byte[][] mappings) =>
    [
        type, .. U16((ushort)(16 + part.Length + 20 * mappings.Length)), 1, .. U32(0), .. U32((uint)mappings.Length),
        .. U32(mappings.Length == 0 ? 0 : (uint)(16 + part.Length)), .. part, .. Join(mappings),
    ];

    public static byte[] Mapping(uint input, uint count, uint output, uint reference, uint flags = 0) =>
        [.. U32(input), .. U32(count - 1), .. U32(output), .. U32(reference), .. U32(flags)];

    public static byte[] Madt(params byte[][] entries) => Of("APIC", [.. U32(0xFEE00000), .. U32(1), .. Join(entries)]);

    public static byte[] Join(byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}

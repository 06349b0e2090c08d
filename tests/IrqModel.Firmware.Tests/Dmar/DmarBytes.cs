using System.Buffers.Binary;
using System.Text;

namespace IrqModel.Firmware.Tests;

/// <summary>Builds the bytes of DMAR tables, sound by default and broken on demand.</summary>
internal sealed class DmarBytes
{
    private readonly List<byte> _records = [];

    public byte WidthMinusOne { get; init; } = 38;

    public byte Flags { get; init; } = 1;

    /// <summary>A table with one catch-all unit: what most laptops have.</summary>
    public static DmarBytes OneUnit(params byte[][] scopes) => new DmarBytes().Drhd(0xFED90000, true, scopes);

    public DmarBytes Drhd(ulong registers, bool includeAll, params byte[][] scopes) =>
        Record(0, [(byte)(includeAll ? 1 : 0), 0, 0, 0, .. U64(registers), .. Join(scopes)]);

    public DmarBytes Rmrr(ulong start, ulong limit, params byte[][] scopes) =>
        Record(1, [0, 0, 0, 0, .. U64(start), .. U64(limit), .. Join(scopes)]);

    public DmarBytes Rhsa(ulong registers, uint domain) => Record(3, [0, 0, 0, 0, .. U64(registers), .. U32(domain)]);

    public DmarBytes Andd(byte number, string name) => Record(4, [0, 0, 0, number, .. Encoding.ASCII.GetBytes(name), 0]);

    /// <summary>ATSR, SATC or SIDP.</summary>
    public DmarBytes Flagged(ushort type, byte flags, params byte[][] scopes) => Record(type, [flags, 0, 0, 0, .. Join(scopes)]);

    public DmarBytes Record(ushort type, byte[] body) => RecordOfLength(type, body.Length + 4, body);

    public DmarBytes RecordOfLength(ushort type, int length, byte[] body)
    {
        _records.AddRange([.. U16(type), .. U16((ushort)length), .. body]);
        return this;
    }

    public static byte[] Scope(byte type, byte id, byte bus, params byte[] path) =>
        [type, (byte)(6 + path.Length), 0, 0, id, bus, .. path];

    public byte[] Build()
    {
        byte[] table =
        [
            .. "DMAR"u8, .. U32((uint)(48 + _records.Count)), 1, 0, .. "OEMIDX"u8, .. "BOARD   "u8, .. U32(7), .. "TEST"u8, .. U32(9),
            WidthMinusOne, Flags, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. _records,
        ];
        return Sum(table);
    }

    /// <summary>Corrects the checksum of a table.</summary>
    public static byte[] Sum(byte[] table)
    {
        if (table.Length > 9)
        {
            table[9] = 0;
            byte sum = 0;
            foreach (byte b in table)
                sum += b;
            table[9] = (byte)-sum;
        }
        return table;
    }

    private static byte[] Join(byte[][] scopes) => [.. scopes.SelectMany(s => s)];

    private static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}

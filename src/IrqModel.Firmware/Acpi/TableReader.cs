using System.Buffers.Binary;
using System.Text;

namespace IrqModel.Firmware;

/// <summary>Little-endian reads of one table, each checked against its end.</summary>
internal readonly ref struct TableReader(ReadOnlySpan<byte> bytes, string name)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Length => _bytes.Length;

    public byte U8(int offset, string what) => Take(offset, 1, what)[0];

    public ushort U16(int offset, string what) => BinaryPrimitives.ReadUInt16LittleEndian(Take(offset, 2, what));

    public uint U32(int offset, string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(offset, 4, what));

    public ulong U64(int offset, string what) => BinaryPrimitives.ReadUInt64LittleEndian(Take(offset, 8, what));

    /// <summary>Bytes as text, up to the first NUL and without the padding spaces.</summary>
    public string Text(int offset, int length, string what)
    {
        ReadOnlySpan<byte> field = Take(offset, length, what);
        int end = field.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? field : field[..end]).TrimEnd(' ');
    }

    public ReadOnlySpan<byte> Take(int offset, int length, string what)
    {
        if (offset < 0 || length < 0 || (long)offset + length > _bytes.Length)
            throw Bad(offset, $"{what} ends after {Math.Max(0, _bytes.Length - offset)} bytes", $"{length} bytes");
        return _bytes.Slice(offset, length);
    }

    /// <summary>The same table, cut short.</summary>
    public TableReader Until(int end) => new(_bytes[..end], name);

    public FirmwareFormatException Bad(int offset, string found, string expected) =>
        FirmwareFormatException.AtOffset(name, offset, found, expected);
}

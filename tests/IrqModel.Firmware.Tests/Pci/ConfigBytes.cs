using System.Buffers.Binary;

namespace IrqModel.Firmware.Tests;

/// <summary>Builds configuration spaces, sound by default and broken on demand.</summary>
internal sealed class ConfigBytes
{
    private readonly byte[] _bytes;
    private int _lastLink = 0x34;

    public ConfigBytes(int size = 256, ushort vendor = 0x8086, ushort device = 0x10C9, int classCode = 0x020000, byte headerType = 0)
    {
        _bytes = new byte[size];
        Set16(0, vendor).Set16(2, device);
        _bytes[9] = (byte)classCode;
        _bytes[0xA] = (byte)(classCode >> 8);
        _bytes[0xB] = (byte)(classCode >> 16);
        _bytes[0xE] = headerType;
    }

    public ConfigBytes Set8(int at, byte value)
    {
        _bytes[at] = value;
        return this;
    }

    public ConfigBytes Set16(int at, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at), value);
        return this;
    }

    public ConfigBytes Set32(int at, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at), value);
        return this;
    }

    /// <summary>Puts a capability at the end of the list.</summary>
    public ConfigBytes Capability(byte at, byte id)
    {
        _bytes[6] |= 0x10;
        _bytes[_lastLink] = at;
        _bytes[at] = id;
        _lastLink = at + 1;
        return this;
    }

    public ConfigBytes Extended(int at, ushort id, int next) => Set32(at, id | 1u << 16 | (uint)next << 20);

    public byte[] Build() => _bytes;

    public ConfigSpace Read() => ConfigSpace.Parse(_bytes);

    /// <summary>The bytes as <c>lspci -x</c> prints them.</summary>
    public string ToHex(int length = int.MaxValue)
    {
        var text = new System.Text.StringBuilder();
        for (int at = 0; at < Math.Min(length, _bytes.Length); at += 16)
            text.Append($"{at:x2}: ").AppendLine(BitConverter.ToString(_bytes, at, 16).Replace('-', ' ').ToLowerInvariant());
        return text.ToString();
    }

    /// <summary>A physical function with MSI, MSI-X, SR-IOV and ARI.</summary>
    public static ConfigBytes PhysicalFunction() => new ConfigBytes(4096)
        .Capability(0x50, 0x05).Set16(0x52, 0x0180 | 3 << 1)
        .Capability(0x70, 0x11).Set16(0x72, 0x8000 | 9).Set32(0x74, 0x2003).Set32(0x78, 0x3003)
        .Capability(0xA0, 0x10).Set16(0xA2, 2)
        .Extended(0x100, 0x01, 0x150)
        .Extended(0x150, 0x0E, 0x160).Set8(0x155, 1)
        .Extended(0x160, 0x10, 0)
        .Set16(0x168, 0x0019).Set16(0x16C, 8).Set16(0x16E, 8).Set16(0x170, 7).Set16(0x174, 128).Set16(0x176, 2).Set16(0x17A, 0x10CA);
}

using System.Buffers.Binary;
using IrqModel.Firmware.Tests;

namespace IrqModel.Tool.Tests;

/// <summary>Tables that tests build.</summary>
internal static class Tables
{
    public const byte Endpoint = 1;
    public const byte Bridge = 2;
    public const byte IoApic = 3;

    /// <summary>The scope of the IOAPIC that most machines have.</summary>
    public static byte[] TheIoApic => DmarBytes.Scope(IoApic, 2, 0xF0, 0x1F, 0);

    /// <summary>A catch-all unit for each segment.</summary>
    public static byte[] CatchAlls(IEnumerable<int> segments)
    {
        var table = new DmarBytes();
        var next = 0xFED9_0000UL;
        foreach (var segment in segments.Where(segment => segment <= ushort.MaxValue).Append(0).Distinct().Order())
        {
            var body = new byte[12];
            body[0] = 1;
            BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)segment);
            BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(4), next);
            table.Record(0, [.. body, .. segment == 0 ? TheIoApic : []]);
            next += 0x1000;
        }

        return table.Build();
    }
}

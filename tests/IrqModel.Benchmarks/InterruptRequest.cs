using System.Runtime.InteropServices;

namespace IrqModel.Benchmarks;

/// <summary>A request as both sides read it; <c>struct request</c> of Native/remap.c.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct InterruptRequest
{
    /// <summary>Address of the message.</summary>
    public ulong Address;

    /// <summary>Data of the message.</summary>
    public uint Data;

    /// <summary>Requester id.</summary>
    public ushort Requester;

    /// <summary>Fills the structure up to 16 bytes.</summary>
    public ushort Padding;
}

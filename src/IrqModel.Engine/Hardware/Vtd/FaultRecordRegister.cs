namespace IrqModel.Engine;

/// <summary>A fault recording register, 128 bits (FRCD_REG), as an interrupt request fills it.</summary>
/// <param name="Low">Bits 63:0.</param>
/// <param name="High">Bits 127:64.</param>
public readonly record struct FaultRecordRegister(ulong Low, ulong High)
{
    private const ulong FaultBit = 1UL << 63;

    /// <summary>F: the register holds a fault that software has not cleared.</summary>
    public bool IsFault => (High & FaultBit) != 0;

    /// <summary>FR, bits 103:96.</summary>
    public FaultReason Reason => (FaultReason)(byte)(High >> 32);

    /// <summary>SID, bits 79:64.</summary>
    public RequesterId SourceId => new((ushort)High);

    /// <summary>Bits 63:48: the index that an interrupt request asked for.</summary>
    public int Index => (int)(Low >> 48);

    /// <summary>The register for a refused interrupt request. Bit 62 of the upper half, the type, is 0: an interrupt is a write.</summary>
    public static FaultRecordRegister Of(RequesterId source, FaultReason reason, int index) =>
        new((ulong)(index & 0xFFFF) << 48, FaultBit | ((ulong)reason << 32) | source.Value);

    /// <summary>The same with F clear.</summary>
    public FaultRecordRegister Cleared => this with { High = High & ~FaultBit };
}

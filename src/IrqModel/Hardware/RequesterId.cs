namespace IrqModel;

/// <summary>The 16 bits by which a request names its sender: bus 15:8, device 7:3, function 2:0.</summary>
/// <param name="Value">The bits.</param>
public readonly record struct RequesterId(ushort Value)
{
    /// <summary>Bus number.</summary>
    public byte Bus => (byte)(Value >> 8);

    /// <summary>Device number, 0 to 31. Functions of an ARI device use these bits as part of their function number.</summary>
    public byte Device => (byte)((Value >> 3) & 0x1F);

    /// <summary>Function number, 0 to 7.</summary>
    public byte Function => (byte)(Value & 7);

    /// <summary>Device and function in one byte.</summary>
    public byte DevFn => (byte)Value;

    /// <inheritdoc/>
    public override string ToString() => $"{Bus:x2}:{Device:x2}.{Function:x}";
}

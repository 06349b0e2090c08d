namespace IrqModel.Engine;

/// <summary>An interrupt remapping table entry in remapped format, 128 bits (VT-d specification 9.10).</summary>
/// <param name="Low">Bits 63:0.</param>
/// <param name="High">Bits 127:64.</param>
public readonly record struct Irte(ulong Low, ulong High)
{
    private const ulong PresentBit = 1UL << 0;
    private const ulong FaultDisableBit = 1UL << 1;
    private const ulong LogicalBit = 1UL << 2;
    private const ulong RedirectionHintBit = 1UL << 3;
    private const ulong PostedBit = 1UL << 15;

    // Bits 14:12 and 31:24; bit 15 (posted format) is reserved too on units without CAP.PI, which is all that are modelled here.
    private const ulong ReservedLow = (0x7UL << 12) | PostedBit | (0xFFUL << 24);
    private const ulong ReservedHigh = ~0xF_FFFFUL;

    // Without EIME the destination is bits 15:8 of the field; the others are reserved.
    private const ulong ReservedDestinationXApic = 0xFFFF_00FFUL << 32;

    /// <summary>P: the entry is present.</summary>
    public bool Present => (Low & PresentBit) != 0;

    /// <summary>FPD: qualified faults of this entry are not recorded.</summary>
    public bool FaultProcessingDisabled => (Low & FaultDisableBit) != 0;

    /// <summary>DM: the destination is a set of processors.</summary>
    public bool LogicalDestination => (Low & LogicalBit) != 0;

    /// <summary>V: the vector.</summary>
    public byte Vector => (byte)(Low >> 16);

    /// <summary>DST as it stands; in xAPIC mode the id is in bits 15:8.</summary>
    public uint RawDestination => (uint)(Low >> 32);

    /// <summary>SID: the requester id, or the range of buses, that may use the entry.</summary>
    public RequesterId SourceId => new((ushort)High);

    /// <summary>SQ: which low bits of the requester id are ignored; 0 none, 1 bit 2, 2 bits 2:1, 3 bits 2:0.</summary>
    public int SourceIdQualifier => (int)(High >> 16) & 3;

    /// <summary>SVT: how the requester id is verified.</summary>
    public SourceValidation Validation => (SourceValidation)((High >> 18) & 3);

    /// <summary>An entry for a vector.</summary>
    /// <param name="destination">DST as the mode demands; see <see cref="RawDestination"/>.</param>
    /// <param name="logical">Whether the destination is logical.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="sourceId">Who may use the entry.</param>
    /// <param name="validation">How that is verified.</param>
    /// <param name="qualifier">Which low bits are ignored.</param>
    public static Irte Remapped(
        uint destination, bool logical, byte vector, RequesterId sourceId, SourceValidation validation, int qualifier = 0) =>
        new(
            PresentBit | (logical ? LogicalBit | RedirectionHintBit : 0) | ((ulong)vector << 16) | ((ulong)destination << 32),
            sourceId.Value | ((ulong)(qualifier & 3) << 16) | ((ulong)validation << 18));

    /// <summary>Whether a reserved field is set.</summary>
    /// <param name="extendedMode">IRTA.EIME.</param>
    internal bool HasReservedBits(bool extendedMode) =>
        (Low & (extendedMode ? ReservedLow : ReservedLow | ReservedDestinationXApic)) != 0 || (High & ReservedHigh) != 0;

    /// <summary>Whether a request with this requester id may use the entry.</summary>
    internal bool Admits(RequesterId requester)
    {
        switch (Validation)
        {
            case SourceValidation.None:
                return true;
            case SourceValidation.RequesterId:
                var ignored = SourceIdQualifier switch { 0 => 0, 1 => 0b100, 2 => 0b110, _ => 0b111 };
                return ((requester.Value ^ SourceId.Value) & ~ignored & 0xFFFF) == 0;
            case SourceValidation.BusRange:
                return requester.Bus >= SourceId.Bus && requester.Bus <= SourceId.DevFn;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{High:x16}:{Low:x16}";
}

using System.Runtime.CompilerServices;

namespace IrqModel.Engine;

/// <summary>An interrupt remapping table entry, 128 bits, in remapped or posted format (VT-d specification 9.10, 9.11).</summary>
/// <param name="Low">Bits 63:0.</param>
/// <param name="High">Bits 127:64.</param>
public readonly record struct Irte(ulong Low, ulong High)
{
    internal const ulong PresentBit = 1UL << 0;
    internal const ulong PostedBit = 1UL << 15;
    private const ulong FaultDisableBit = 1UL << 1;
    private const ulong LogicalBit = 1UL << 2;
    private const ulong RedirectionHintBit = 1UL << 3;
    private const ulong LevelBit = 1UL << 4;
    private const ulong UrgentBit = 1UL << 14;

    // Remapped format: bits 14:12 and 31:24, and 127:84. Bit 15 says that it is not this format.
    private const ulong ReservedLow = (0x7UL << 12) | (0xFFUL << 24);
    private const ulong ReservedHigh = ~0xF_FFFFUL;

    // Without EIME the destination is bits 15:8 of the field; the others are reserved.
    private const ulong ReservedDestinationXApic = 0xFFFF_00FFUL << 32;

    // Posted format: bits 7:2, 13:12 and 37:24, and 95:84.
    private const ulong ReservedLowPosted = (0x3FUL << 2) | (0x3UL << 12) | (0x3FFFUL << 24);
    private const ulong ReservedHighPosted = 0xFFFUL << 20;

    // Which bits of the requester id count, for SQ 0 to 3, 16 bits each.
    private const ulong QualifierMasks = 0xFFF8_FFF9_FFFB_FFFF;

    /// <summary>P: the entry is present.</summary>
    public bool Present => (Low & PresentBit) != 0;

    /// <summary>FPD: qualified faults of this entry are not recorded.</summary>
    public bool FaultProcessingDisabled => (Low & FaultDisableBit) != 0;

    /// <summary>DM: the destination is a set of processors.</summary>
    public bool LogicalDestination => (Low & LogicalBit) != 0;

    /// <summary>RH: one processor of the destination set is enough.</summary>
    public bool RedirectionHint => (Low & RedirectionHintBit) != 0;

    /// <summary>TM: level-triggered.</summary>
    public bool LevelTriggered => (Low & LevelBit) != 0;

    /// <summary>DLM.</summary>
    public DeliveryMode DeliveryMode => (DeliveryMode)((Low >> 5) & 7);

    /// <summary>IM: the entry is in posted format.</summary>
    public bool Posted => (Low & PostedBit) != 0;

    /// <summary>URG, posted format: notifies although notifications are suppressed.</summary>
    public bool Urgent => (Low & UrgentBit) != 0;

    /// <summary>PDA, posted format: where the posted-interrupt descriptor is.</summary>
    public ulong DescriptorAddress => (High & 0xFFFF_FFFF_0000_0000) | ((Low >> 32) & 0xFFFF_FFC0);

    /// <summary>V: the vector; in posted format, the bit to set in the descriptor.</summary>
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

    /// <summary>An entry in posted format.</summary>
    /// <param name="descriptorAddress">Where the posted-interrupt descriptor is; a multiple of 64.</param>
    /// <param name="urgent">URG.</param>
    /// <param name="vector">The bit to set in it.</param>
    /// <param name="sourceId">Who may use the entry.</param>
    /// <param name="validation">How that is verified.</param>
    /// <param name="qualifier">Which low bits are ignored.</param>
    public static Irte Post(
        ulong descriptorAddress, bool urgent, byte vector, RequesterId sourceId, SourceValidation validation, int qualifier = 0) =>
        new(
            PresentBit | PostedBit | (urgent ? UrgentBit : 0) | ((ulong)vector << 16) | ((descriptorAddress & 0xFFFF_FFC0) << 32),
            sourceId.Value | ((ulong)(qualifier & 3) << 16) | ((ulong)validation << 18) | (descriptorAddress & 0xFFFF_FFFF_0000_0000));

    /// <summary>Bits of the lower half that must be 0 in an entry in remapped format.</summary>
    /// <param name="extendedMode">IRTA.EIME.</param>
    internal static ulong ReservedInRemapped(bool extendedMode) => extendedMode ? ReservedLow : ReservedLow | ReservedDestinationXApic;

    /// <summary>Whether a reserved field of the upper half is set in an entry in remapped format.</summary>
    internal static bool HasReservedHigh(ulong high) => (high & ReservedHigh) != 0;

    /// <summary>Whether a reserved field is set.</summary>
    /// <param name="extendedMode">IRTA.EIME.</param>
    /// <param name="posting">CAP.PI; without it bit 15 is reserved too.</param>
    internal bool HasReservedBits(bool extendedMode, bool posting)
    {
        if (!Posted) return (Low & ReservedInRemapped(extendedMode)) != 0 || HasReservedHigh(High);
        return !posting || (Low & ReservedLowPosted) != 0 || (High & ReservedHighPosted) != 0;
    }

    /// <summary>Whether a request with this requester id may use the entry.</summary>
    internal bool Admits(RequesterId requester) => Validation switch
    {
        SourceValidation.BusRange => requester.Bus >= SourceId.Bus && requester.Bus <= SourceId.DevFn,
        SourceValidation.None => true,
        SourceValidation.RequesterId => (ushort)((SourceId.Value ^ requester.Value) & (uint)(QualifierMasks >> (16 * SourceIdQualifier))) == 0,
        _ => false,
    };

    /// <summary>
    /// The same for the upper half of an entry in remapped format that verifies by requester id, as nearly all do; otherwise false, also if
    /// one of its reserved bits is set.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AdmitsById(ulong high, uint requester)
    {
        // Above SQ there must be nothing but SVT 1.
        var mask = (uint)(QualifierMasks >> ((int)(high >> 12) & 0x30));
        return (high >> 18) == (ulong)SourceValidation.RequesterId && (ushort)(((uint)high ^ requester) & mask) == 0;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{High:x16}:{Low:x16}";
}

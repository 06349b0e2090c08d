using System.Runtime.CompilerServices;

namespace IrqModel.Engine;

/// <summary>What a remapping unit made of an interrupt request.</summary>
/// <remarks>
/// All but the index is packed into one word: fault 7:0, kind 15:8, vector 23:16, attributes 31:24, destination 63:32. Two words travel in
/// registers; smaller fields would be written to the stack and read back as words, which costs as much as the whole look-up.
/// </remarks>
internal readonly record struct RemapResult
{
    public const byte ExtendedBit = 1 << 1;
    public const byte LogicalBit = 1 << 2;
    public const byte RedirectionHintBit = 1 << 3;
    public const byte LevelBit = 1 << 4;
    public const int DeliveryModeShift = 5;

    private readonly ulong packed;
    private readonly long index;

    /// <param name="fault">Why it was refused, or <see cref="FaultReason.None"/>.</param>
    /// <param name="kind">How it was dealt with.</param>
    /// <param name="vector">The vector, if something is sent.</param>
    /// <param name="attributes">Bit 1 x2APIC destination, 2 DM, 3 RH, 4 TM, 7:5 DLM: where an IRTE has them, bit 1 apart.</param>
    /// <param name="destination">APIC id or logical destination, if something is sent.</param>
    /// <param name="index">The table index used or asked for; -1 if the request names none.</param>
    public RemapResult(FaultReason fault, RemapKind kind, byte vector, byte attributes, uint destination, int index)
    {
        packed = (uint)fault | ((uint)kind << 8) | ((uint)vector << 16) | ((uint)attributes << 24) | ((ulong)destination << 32);
        this.index = index;
    }

    private RemapResult(ulong packed, int index) => (this.packed, this.index) = (packed, index);

    /// <summary>Why it was refused, or <see cref="FaultReason.None"/>.</summary>
    public FaultReason Fault => (FaultReason)(byte)packed;

    /// <summary>How it was dealt with.</summary>
    public RemapKind Kind => (RemapKind)(byte)(packed >> 8);

    /// <summary>The vector, if something is sent.</summary>
    public byte Vector => (byte)(packed >> 16);

    /// <summary>The destination, if something is sent.</summary>
    public uint Destination => (uint)(packed >> 32);

    /// <summary>The table index used or asked for; -1 if the request names none.</summary>
    public int Index => (int)index;

    private uint Attributes => (byte)(packed >> 24);

    /// <summary>Whether the destination is logical.</summary>
    public bool LogicalDestination => (Attributes & LogicalBit) != 0;

    /// <summary>Whether the destination is an x2APIC one, of 32 bits.</summary>
    public bool ExtendedDestination => (Attributes & ExtendedBit) != 0;

    /// <summary>RH: one processor of the destination set is enough.</summary>
    public bool RedirectionHint => (Attributes & RedirectionHintBit) != 0;

    /// <summary>TM: level-triggered.</summary>
    public bool LevelTriggered => (Attributes & LevelBit) != 0;

    /// <summary>DLM.</summary>
    public DeliveryMode DeliveryMode => (DeliveryMode)(Attributes >> DeliveryModeShift);

    /// <summary>A message that goes on as it is, in compatibility format.</summary>
    public static RemapResult Pass(MsiMessage message) =>
        new(FaultReason.None, RemapKind.Passed, message.Vector, message.Attributes, message.Destination, -1);

    /// <summary>What <see cref="Remapped"/> needs to know of a unit's mode.</summary>
    /// <param name="extended">Whether destinations have 32 bits, or are in bits 15:8 of the field.</param>
    public static EntryFormat FormatOf(bool extended) => extended
        ? new(0, 0xFFFF_FFFF_0000_0000, ((uint)RemapKind.Remapped << 8) | (ExtendedBit << 24))
        : new(8, 0xFF_0000_0000, (uint)RemapKind.Remapped << 8);

    /// <summary>Through an entry in remapped format, most of which stands where the result has it.</summary>
    /// <param name="entry">The entry's lower half.</param>
    /// <param name="format">How the unit's entries are read.</param>
    /// <param name="index">The entry's index.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RemapResult Remapped(ulong entry, in EntryFormat format, int index) =>
        new(((entry >> format.Shift) & format.DestinationMask) | (entry & 0xFF_0000) | ((entry & 0xFC) << 24) | format.Constant, index);

    /// <summary>A request that goes nowhere.</summary>
    public static RemapResult Refuse(FaultReason reason, int index) => new(reason, RemapKind.Refused, 0, 0, 0, index);

    /// <summary>How entries in remapped format become results.</summary>
    /// <param name="Shift">From the destination in an entry to that in a result.</param>
    /// <param name="DestinationMask">Which bits of it there are then.</param>
    /// <param name="Constant">What every result has.</param>
    public readonly record struct EntryFormat(int Shift, ulong DestinationMask, ulong Constant);
}

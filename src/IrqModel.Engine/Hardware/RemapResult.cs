namespace IrqModel.Engine;

/// <summary>What a remapping unit made of an interrupt request. Twelve bytes, so that it travels in registers.</summary>
/// <param name="Fault">Why it was refused, or <see cref="FaultReason.None"/>.</param>
/// <param name="Kind">How it was dealt with.</param>
/// <param name="Vector">The vector, if something is sent.</param>
/// <param name="Attributes">Bit 1 x2APIC destination, 2 DM, 3 RH, 4 TM, 7:5 DLM: where an IRTE has them, bit 1 apart.</param>
/// <param name="Destination">APIC id or logical destination, if something is sent.</param>
/// <param name="Index">The table index used or asked for; -1 if the request names none.</param>
internal readonly record struct RemapResult(
    FaultReason Fault, RemapKind Kind, byte Vector, byte Attributes, uint Destination, int Index)
{
    public const byte ExtendedBit = 1 << 1;
    public const byte LogicalBit = 1 << 2;
    public const byte RedirectionHintBit = 1 << 3;
    public const byte LevelBit = 1 << 4;
    public const int DeliveryModeShift = 5;

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
    public static RemapResult Pass(in MsiMessage message) =>
        new(FaultReason.None, RemapKind.Passed, message.Vector, message.Attributes, message.Destination, -1);

    /// <summary>A request that goes nowhere.</summary>
    public static RemapResult Refuse(FaultReason reason, int index) => new(reason, RemapKind.Refused, 0, 0, 0, index);
}

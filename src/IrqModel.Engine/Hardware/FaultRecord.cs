namespace IrqModel.Engine;

/// <summary>What a unit has on record of a refused request: VT-d in a fault recording register, AMD-Vi in its event log.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="SourceId">Requester id of the request.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Index">Table index that the request asked for; 0 where it has none.</param>
public readonly record struct FaultRecord(RemappingUnit Unit, RequesterId SourceId, FaultReason Reason, int Index)
{
    /// <summary>As Linux logs it.</summary>
    public override string ToString() =>
        Reason >= FaultReason.AmdInvalidRequest
            ? $"AMD-Vi: interrupt request of device [{SourceId}] index 0x{Index:x}: {Describe(Reason)}"
            : $"[INTR-REMAP] Request device [{SourceId}] fault index 0x{Index:x} [fault reason 0x{(byte)Reason:x}] {Describe(Reason)}";

    /// <summary>The reason in words, as <c>irq_remap_fault_reasons[]</c> of Linux has them.</summary>
    public static string Describe(FaultReason reason) => reason switch
    {
        FaultReason.None => "No fault",
        FaultReason.ReservedFieldInRequest => "Detected reserved fields in the decoded interrupt-remapped request",
        FaultReason.IndexOutOfRange => "Interrupt index exceeded the interrupt-remapping table size",
        FaultReason.EntryNotPresent => "Present field in the IRTE entry is clear",
        FaultReason.TableAccessFailed => "Error accessing interrupt-remapping table pointed by IRTA_REG",
        FaultReason.ReservedFieldInEntry => "Detected reserved fields in the IRTE entry",
        FaultReason.CompatibilityBlocked => "Blocked a compatibility format interrupt request",
        FaultReason.SourceIdMismatch => "Blocked an interrupt request due to source-id verification failure",
        FaultReason.PostedDescriptorAccessFailed => "Error accessing the posted-interrupt descriptor",
        FaultReason.ReservedFieldInPostedDescriptor => "Detected reserved fields in the posted-interrupt descriptor",
        FaultReason.AmdInvalidRequest => "The request is not an interrupt",
        FaultReason.AmdDeviceTableAccessFailed => "Error accessing the device table",
        FaultReason.AmdIllegalDeviceTableEntry => "The device table entry has a reserved encoding",
        FaultReason.AmdInterruptsAborted => "The device table entry aborts the device's interrupts",
        FaultReason.AmdTypeNotPassed => "The device table entry does not pass interrupts of this type",
        FaultReason.AmdIndexOutOfRange => "Interrupt index exceeded the device's interrupt-remapping table",
        FaultReason.AmdTableAccessFailed => "Error accessing the device's interrupt-remapping table",
        FaultReason.AmdEntryNotEnabled => "RemapEn in the table entry is clear",
        FaultReason.AmdReservedFieldInEntry => "Detected reserved fields in the table entry",
        _ => "Unknown",
    };
}

namespace IrqModel.Engine;

/// <summary>What a unit's fault recording register holds of a refused request (FRCD_REG).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="SourceId">Requester id of the request.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Index">Table index that the request asked for; 0 where it has none.</param>
public readonly record struct FaultRecord(RemappingUnit Unit, RequesterId SourceId, FaultReason Reason, int Index)
{
    /// <summary>As Linux logs it.</summary>
    public override string ToString() =>
        $"[INTR-REMAP] Request device [{SourceId}] fault index 0x{Index:x} [fault reason 0x{(byte)Reason:x}] {Describe(Reason)}";

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
        _ => "Unknown",
    };
}

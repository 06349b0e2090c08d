namespace IrqModel.Tool.Knowledge;

/// <summary>What the reasons mean with which VT-d units refuse interrupts.</summary>
/// <remarks>VT-d specification, table "Interrupt Remapping Fault Conditions".</remarks>
public static class FaultKnowledge
{
    /// <summary>What a reason means for the function that sent the request.</summary>
    /// <param name="reason">The reason code; 0x20 and above are about interrupts.</param>
    public static string Meaning(int reason) => reason switch
    {
        0x20 => "the message has reserved bits set: it was not written by the interrupt code, or was corrupted",
        0x21 => "the message names an entry beyond the table: it was written for another unit or kernel (kexec, resume)",
        0x22 => "the message names an entry that is not in use: the function still sends through vectors that were freed, or its entries are in another unit's table",
        0x23 => "the unit cannot read its table",
        0x24 => "the entry has reserved bits set: the table is corrupted, or in a format that the unit does not know",
        0x25 => "the message is in compatibility format: the function's vectors were allocated in a domain that does not remap",
        0x26 => "the entry admits another requester id: the function sends under an id that software did not expect (a bridge or proxy above it, a DMA alias), or uses a foreign entry",
        0x27 or 0x28 => "the unit cannot use the posted-interrupt descriptor",
        _ => $"the VT-d specification has no reason 0x{reason:x2} for interrupts",
    };
}

namespace IrqModel.Engine;

/// <summary>Why a remapping unit refused an interrupt request (VT-d specification, interrupt remapping fault conditions).</summary>
public enum FaultReason : byte
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>A reserved field is set in a remappable request.</summary>
    ReservedFieldInRequest = 0x20,

    /// <summary>The index lies beyond the table.</summary>
    IndexOutOfRange = 0x21,

    /// <summary>The table entry is not present.</summary>
    EntryNotPresent = 0x22,

    /// <summary>The table cannot be read.</summary>
    TableAccessFailed = 0x23,

    /// <summary>A reserved field is set in a present entry.</summary>
    ReservedFieldInEntry = 0x24,

    /// <summary>A compatibility-format request, which the unit does not let pass.</summary>
    CompatibilityBlocked = 0x25,

    /// <summary>The requester id is not the one that the entry allows.</summary>
    SourceIdMismatch = 0x26,
}

namespace IrqModel.Engine;

/// <summary>Why a remapping unit refused an interrupt request.</summary>
/// <remarks>
/// 0x20 to 0x28 are VT-d's codes. AMD-Vi has no codes but events; what the model calls <c>Amd...</c> are the causes of these, numbered
/// from 0xA0.
/// </remarks>
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

    /// <summary>The posted-interrupt descriptor cannot be read or written. The code is plausible, not verified against the specification.</summary>
    PostedDescriptorAccessFailed = 0x27,

    /// <summary>A reserved field is set in the posted-interrupt descriptor. The code is plausible, not verified against the specification.</summary>
    ReservedFieldInPostedDescriptor = 0x28,

    /// <summary>AMD-Vi: the request cannot be turned into an interrupt.</summary>
    AmdInvalidRequest = 0xA0,

    /// <summary>AMD-Vi: the device table cannot be read.</summary>
    AmdDeviceTableAccessFailed = 0xA1,

    /// <summary>AMD-Vi: a reserved encoding in the device table entry.</summary>
    AmdIllegalDeviceTableEntry = 0xA2,

    /// <summary>AMD-Vi: IntCtl is 00.</summary>
    AmdInterruptsAborted = 0xA3,

    /// <summary>AMD-Vi: the device may not send interrupts of this type.</summary>
    AmdTypeNotPassed = 0xA4,

    /// <summary>AMD-Vi: the index lies beyond the device's table.</summary>
    AmdIndexOutOfRange = 0xA5,

    /// <summary>AMD-Vi: the device's table cannot be read.</summary>
    AmdTableAccessFailed = 0xA6,

    /// <summary>AMD-Vi: RemapEn is 0.</summary>
    AmdEntryNotEnabled = 0xA7,

    /// <summary>AMD-Vi: a reserved field is set in the table entry.</summary>
    AmdReservedFieldInEntry = 0xA8,
}

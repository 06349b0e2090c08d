namespace IrqModel.Engine;

/// <summary>SVT, bits 83:82 of an entry: how the requester id is verified.</summary>
/// <remarks>3 is reserved and admits no requester (fault 0x26, as in QEMU; that it is not 0x24 is not verified against the specification).</remarks>
public enum SourceValidation : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Equal to the source-id, except for the bits that the source-id qualifier ignores.</summary>
    RequesterId = 1,

    /// <summary>Its bus lies in the range that the source-id's two bytes give, first bus in the high one.</summary>
    BusRange = 2,
}

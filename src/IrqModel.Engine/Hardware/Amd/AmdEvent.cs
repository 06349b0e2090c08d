namespace IrqModel.Engine;

/// <summary>An entry of the AMD-Vi event log, 128 bits.</summary>
/// <param name="Low">Bits 63:0: DeviceID 15:0, flags 56:48, event code 63:60.</param>
/// <param name="High">Bits 127:64: the address.</param>
/// <remarks>
/// Linux <c>EVENT_*</c> of <c>amd_iommu_types.h</c> and FreeBSD <c>struct amdiommu_event_io_page_fault_entry</c>. Of the flags of an interrupt
/// I (51) is set, RZ (55) for reserved bits; what the others say about interrupts is not verified, and they are 0.
/// </remarks>
public readonly record struct AmdEvent(ulong Low, ulong High)
{
    private const ulong InterruptBit = 1UL << 51;
    private const ulong ReservedBit = 1UL << 55;

    /// <summary>Event code.</summary>
    public AmdEventCode Code => (AmdEventCode)(Low >> 60);

    /// <summary>The device that sent the request.</summary>
    public RequesterId DeviceId => new((ushort)Low);

    /// <summary>I: the request was an interrupt.</summary>
    public bool IsInterrupt => (Low & InterruptBit) != 0;

    /// <summary>RZ: a reserved field was not zero.</summary>
    public bool IsReservedField => (Low & ReservedBit) != 0;

    /// <summary>The address it was written to.</summary>
    public ulong Address => High;

    internal static AmdEvent Of(FaultReason reason, RequesterId device, ulong address)
    {
        var code = reason switch
        {
            FaultReason.AmdIllegalDeviceTableEntry => AmdEventCode.IllegalDeviceTableEntry,
            FaultReason.AmdDeviceTableAccessFailed => AmdEventCode.DeviceTableHardwareError,
            FaultReason.AmdTableAccessFailed => AmdEventCode.PageTableHardwareError,
            FaultReason.AmdInvalidRequest => AmdEventCode.InvalidDeviceRequest,
            _ => AmdEventCode.IoPageFault,
        };
        var reserved = reason == FaultReason.AmdReservedFieldInEntry ? ReservedBit : 0;
        return new(device.Value | InterruptBit | reserved | ((ulong)code << 60), address);
    }
}

namespace IrqModel.Engine;

/// <summary>Event codes of the AMD-Vi event log (Linux <c>EVENT_TYPE_*</c>) that interrupts can cause.</summary>
public enum AmdEventCode : byte
{
    /// <summary>ILLEGAL_DEV_TABLE_ENTRY.</summary>
    IllegalDeviceTableEntry = 1,

    /// <summary>IO_PAGE_FAULT.</summary>
    IoPageFault = 2,

    /// <summary>DEV_TAB_HARDWARE_ERROR.</summary>
    DeviceTableHardwareError = 3,

    /// <summary>PAGE_TAB_HARDWARE_ERROR.</summary>
    PageTableHardwareError = 4,

    /// <summary>INVALID_DEVICE_REQUEST.</summary>
    InvalidDeviceRequest = 8,
}

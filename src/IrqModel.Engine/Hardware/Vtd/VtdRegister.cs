namespace IrqModel.Engine;

/// <summary>Offsets of a VT-d unit's registers; the fault recording registers are where CAP.FRO says.</summary>
internal enum VtdRegister
{
    Capability = 0x08,
    ExtendedCapability = 0x10,
    GlobalCommand = 0x18,
    GlobalStatus = 0x1C,
    FaultStatus = 0x34,
    FaultEventControl = 0x38,
    FaultEventData = 0x3C,
    FaultEventAddress = 0x40,
    FaultEventUpperAddress = 0x44,
    InvalidationQueueHead = 0x80,
    InvalidationQueueTail = 0x88,
    InvalidationQueueAddress = 0x90,
    InterruptRemappingTableAddress = 0xB8,
}

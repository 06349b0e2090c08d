using IrqModel.Contracts;

namespace OwnProtocol.Protocol;

/// <summary>What can be known of a device that is passed through.</summary>
[ProtocolFacts]
internal enum DeviceFacts
{
    /// <summary>VFIO has set its interrupts up.</summary>
    [Revocable]
    InterruptsSetUp,

    /// <summary>The doorbell that its MSIs are written to is mapped for it.</summary>
    DoorbellMapped,
}

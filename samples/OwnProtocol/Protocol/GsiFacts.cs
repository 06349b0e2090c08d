using IrqModel.Contracts;

namespace OwnProtocol.Protocol;

/// <summary>What can be known of a GSI.</summary>
[ProtocolFacts]
internal enum GsiFacts
{
    /// <summary>The routing table of KVM has an entry for it.</summary>
    [Revocable]
    Routed,

    /// <summary>An irqfd injects it.</summary>
    [Revocable]
    IrqfdAssigned,
}

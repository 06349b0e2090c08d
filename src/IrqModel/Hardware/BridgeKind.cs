namespace IrqModel;

/// <summary>The kinds of PCI bridges that matter to interrupts.</summary>
public enum BridgeKind
{
    /// <summary>A PCIe root port: requests from below keep their requester id.</summary>
    RootPort,

    /// <summary>A PCIe switch port, upstream or downstream: requests from below keep their requester id.</summary>
    SwitchPort,

    /// <summary>
    /// A PCIe-to-PCI bridge: requests from below may carry the requester id of the secondary bus, device 0, function 0.
    /// </summary>
    PcieToPci,

    /// <summary>A conventional PCI bridge, outside PCIe: requests from below may carry the requester id of the bridge itself.</summary>
    Conventional,
}

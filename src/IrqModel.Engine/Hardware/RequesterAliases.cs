namespace IrqModel.Engine;

/// <summary>Which requester id a function's requests carry when they reach the remapping unit.</summary>
internal static class RequesterAliases
{
    /// <summary>
    /// The id after all bridges, of the function itself or of the one it hides behind: a PCIe-to-PCI bridge takes ownership with the id of its secondary bus,
    /// device 0, function 0; a conventional bridge with its own; PCIe ports pass the id on.
    /// </summary>
    /// <remarks>PCIe-to-PCI bridge specification 2.3; Linux <c>pci_for_each_dma_alias()</c>.</remarks>
    public static RequesterId Emitted(PciFunction function)
    {
        function = function.RealDmaFunction;
        var id = function.Address.RequesterId;
        for (var bridge = BridgeAbove(function); bridge is not null; bridge = BridgeAbove(bridge))
        {
            id = bridge.Kind switch
            {
                BridgeKind.PcieToPci => new RequesterId((ushort)(bridge.SecondaryBus.Number << 8)),
                BridgeKind.Conventional => bridge.Address.RequesterId,
                _ => id,
            };
        }

        return id;
    }

    // The virtual bus of a VF has no bridge of its own; its PF's bus has.
    internal static PciBridge? BridgeAbove(PciFunction function) => (function.PhysicalFunction ?? function).Bus.Bridge;
}

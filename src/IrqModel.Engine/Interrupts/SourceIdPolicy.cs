namespace IrqModel.Engine;

/// <summary>What software writes into SID, SQ and SVT of a function's entries.</summary>
internal static class SourceIdPolicy
{
    /// <remarks>Linux <c>set_msi_sid()</c>, <c>drivers/iommu/intel/irq_remapping.c</c>.</remarks>
    public static (RequesterId SourceId, SourceValidation Validation) For(PciFunction function) =>
        Of(function.RealDmaFunction);           // 9b4a824b889e: what is behind VMD sends with VMD's id

    /// <summary>The same for the function that software takes for the sender, right or wrong.</summary>
    public static (RequesterId SourceId, SourceValidation Validation) Of(PciFunction function)
    {
        var alias = function.Address.RequesterId;
        PciFunction aliasDevice = function;
        for (var bridge = RequesterAliases.BridgeAbove(function); bridge is not null; bridge = RequesterAliases.BridgeAbove(bridge))
        {
            if (bridge.Kind == BridgeKind.PcieToPci)
                (alias, aliasDevice) = (new RequesterId((ushort)(bridge.SecondaryBus.Number << 8)), bridge);
            else if (bridge.Kind == BridgeKind.Conventional)
                (alias, aliasDevice) = (bridge.Address.RequesterId, bridge);
        }

        if (ReferenceEquals(aliasDevice, function)) return (function.Address.RequesterId, SourceValidation.RequesterId);
        if (alias.Bus != aliasDevice.Address.Bus)
        {
            // A PCIe-to-PCI bridge: the alias is on the bus below it, and only the range of buses can be verified.
            return (new RequesterId((ushort)((alias.Bus << 8) | function.Address.Bus)), SourceValidation.BusRange);
        }

        return (alias, SourceValidation.RequesterId);
    }
}

namespace IrqModel;

/// <content>What some functions do and others do not.</content>
public abstract partial class PciFunction
{
    /// <summary>
    /// The ids that its requests carry besides its own, in turn: a non-transparent bridge sends what comes from the other side under ids that
    /// it has reserved on its own bus. Not for functions behind a bridge that replaces ids.
    /// </summary>
    /// <remarks>Linux <c>pci_add_dma_alias()</c>, for instance in <c>quirk_switchtec_ntb_dma_alias()</c>.</remarks>
    public IReadOnlyList<RequesterId> ProxyIds { get; set; } = [];

    /// <summary>
    /// Whether the function latches its messages when MSI is enabled, and sends those even if its table changes later.
    /// </summary>
    /// <remarks>Endpoints may do so: Linux f3b0946d629c.</remarks>
    public bool LatchesMessages { get; set; }

    /// <summary>
    /// Whether the function fails for good when its MSI-X table is read before it was written, as masking does, which changes a bit of each entry.
    /// </summary>
    /// <remarks>Sun Neptune; Linux <c>PCI_DEV_FLAGS_MSIX_TOUCH_ENTRY_DATA_FIRST</c>, commit cf761e3dacc6.</remarks>
    public bool FailsOnUnwrittenReads { get; set; }

    /// <summary>
    /// The ids that its requests may carry when they reach the remapping unit: its own, its proxies', then those that the bridges above put in
    /// their place.
    /// </summary>
    /// <remarks>Linux <c>pci_for_each_dma_alias()</c>.</remarks>
    public IEnumerable<DmaAlias> DmaAliases
    {
        get
        {
            yield return new(this, Address.RequesterId);
            foreach (var proxy in ProxyIds) yield return new(this, proxy);
            for (var bridge = BridgeAbove; bridge is not null; bridge = bridge.BridgeAbove)
            {
                if (bridge.Kind == BridgeKind.PcieToPci) yield return new(bridge, new RequesterId((ushort)(bridge.SecondaryBus.Number << 8)));
                else if (bridge.Kind == BridgeKind.Conventional) yield return new(bridge, bridge.Address.RequesterId);
            }
        }
    }

    /// <summary>Whether there are more of them than its own id.</summary>
    internal bool HasDmaAliases
    {
        get
        {
            if (ProxyIds.Count > 0) return true;
            for (var bridge = BridgeAbove; bridge is not null; bridge = bridge.BridgeAbove)
            {
                if (bridge.Kind is BridgeKind.PcieToPci or BridgeKind.Conventional) return true;
            }

            return false;
        }
    }

    // The virtual bus of a VF has no bridge of its own; its PF's bus has.
    private PciBridge? BridgeAbove => (PhysicalFunction ?? this).Bus.Bridge;
}

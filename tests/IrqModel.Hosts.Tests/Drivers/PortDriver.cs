namespace IrqModel.Hosts.Tests.Drivers;

/// <summary><c>drivers/pci/pcie/portdrv.c</c>: binds to every PCIe port; one vector serves what services there are.</summary>
internal sealed class PortDriver() : DeviceDriver("pcieport", DeviceNames.RootPort)
{
    public override bool Matches(PciFunction function) => function is PciBridge { Kind: BridgeKind.RootPort or BridgeKind.SwitchPort };

    protected override int VectorsFor(PciFunction function) => 1;
}

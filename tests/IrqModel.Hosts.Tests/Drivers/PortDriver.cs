namespace IrqModel.Hosts.Tests.Drivers;

/// <summary><c>drivers/pci/pcie/portdrv.c</c>: one vector serves what services there are.</summary>
internal sealed class PortDriver() : DeviceDriver("pcieport", DeviceNames.RootPort)
{
    protected override int VectorsFor(PciFunction function) => 1;
}

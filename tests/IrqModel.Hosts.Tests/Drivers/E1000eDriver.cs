namespace IrqModel.Hosts.Tests.Drivers;

/// <summary><c>e1000e_set_interrupt_capability()</c>, 82574: receive, transmit, other.</summary>
internal sealed class E1000eDriver() : DeviceDriver("e1000e", DeviceNames.E1000e)
{
    protected override int VectorsFor(PciFunction function) => 3;
}

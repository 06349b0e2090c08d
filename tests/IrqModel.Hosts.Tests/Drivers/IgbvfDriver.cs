namespace IrqModel.Hosts.Tests.Drivers;

/// <summary><c>igbvf_set_interrupt_capability()</c>: transmit, receive, mailbox. A VF has no pin.</summary>
internal sealed class IgbvfDriver() : DeviceDriver("igbvf", DeviceNames.Igb)
{
    public override bool Matches(PciFunction function) => function.PhysicalFunction?.Name == DeviceNames.Igb;

    protected override int VectorsFor(PciFunction function) => 3;
}

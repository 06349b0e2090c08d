using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>A mask that nobody else takes off.</summary>
internal sealed class G11 : Exhibit
{
    public override string Id => "G11";

    public override string Commit => "7e0815b3e099";

    public override string Title => "A Xen guest masked vectors that the hypervisor had unmasked";

    public override string Story =>
        "In an HVM guest that takes its interrupts as event channels the hypervisor alone masks and unmasks. The PCI/MSI layer of the "
        + "guest went on masking entries of the table besides, and Xen let the write through although it had requested the interrupt. "
        + "After that no interrupt of the device came. The fix has the layer leave the mask bits alone in such guests, as it does in PV "
        + "guests.";

    public override IReadOnlyList<string> Rules => ["IRQ4007"];

    public override Machine BuildMachine() => F.NicMachine.Build();

    public override Host Before(Machine machine) => new XenHvm(machine, new G11Before());

    public override Host After(Machine machine) => new XenHvm(machine, new G11After());
}

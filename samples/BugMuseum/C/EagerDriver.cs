using IrqModel;

namespace BugMuseum.C;

/// <summary>A driver that is tried on every function and wants none, as one with an id added by hand or a driver_override.</summary>
internal sealed class EagerDriver() : PciDriver("eager")
{
    public override bool Matches(PciFunction function) => true;

    protected override async Flow Probe(PciFunction function) => function.FreeVectors(); // -ENODEV; pci_device_probe(): pcibios_free_irq()
}

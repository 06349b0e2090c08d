using IrqModel;

namespace BugMuseum.A;

/// <summary>What sends is the function that the hidden one's requests leave as.</summary>
internal sealed class A09After(Machine machine) : A09Linux(machine)
{
    protected override void SetMsiSid(PciFunction function) => function.SetInterruptSource(function.RealDmaFunction); // pci_real_dma_dev()
}

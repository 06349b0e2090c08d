using IrqModel;

namespace BugMuseum.B;

/// <summary>dmar_alloc_pci_notify_info() leaves segments beyond 0xffff alone.</summary>
internal sealed class B04After(Machine machine) : Iommu(machine)
{
    protected override MsiDomain? SelectMsiDomain(PciFunction function)
    {
        return function.Address.Segment > ushort.MaxValue ? null : base.SelectMsiDomain(function);
    }
}

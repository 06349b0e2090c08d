using IrqModel;

namespace BugMuseum.B;

/// <summary>dmar_alloc_pci_notify_info() keeps 16 bits of the segment.</summary>
internal sealed class B04Before(Machine machine) : Iommu(machine)
{
    protected override MsiDomain? SelectMsiDomain(PciFunction function)
    {
        var segment = (ushort)function.Address.Segment;
        var taken = Machine.Functions.FirstOrDefault(other =>
            other.Address.Segment == segment && other.Address.RequesterId == function.Address.RequesterId);
        return base.SelectMsiDomain(taken ?? function);
    }
}

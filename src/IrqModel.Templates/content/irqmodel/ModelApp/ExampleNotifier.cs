using IrqModel;

namespace ModelApp;

/// <summary>What the IOMMU does when a function appears. VFs are left alone here: the bug of Linux 5.10-rc3.</summary>
public sealed class ExampleNotifier(Iommu iommu) : IommuNotifier(priority: 1)
{
    protected override async Flow OnDeviceAdded(PciFunction function)
    {
        if (function.IsVirtual) return;

        iommu.Register(function);
        if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
    }
}

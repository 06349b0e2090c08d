namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>The notifier of the cure that was merged, with the guard of <c>intel_irq_remap_add_device()</c>.</summary>
internal sealed class DmarNotifier(Iommu iommu) : IommuNotifier(priority: 1)
{
    protected override async Flow OnDeviceAdded(PciFunction function)
    {
        if (function.IsVirtual)
        {
            function.InheritMsiDomain();
            return;
        }

        iommu.Register(function);
        if (!function.HasSpecialMsiDomain) function.AssignMsiDomain(iommu.FindMsiDomain(function));
    }
}

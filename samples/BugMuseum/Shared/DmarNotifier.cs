using IrqModel;

namespace BugMuseum.Shared;

/// <summary>The DMAR driver's notifier as it is today: PFs are registered and get their unit's domain, VFs inherit that of their PF.</summary>
internal sealed class DmarNotifier(Iommu dmar, int priority = 1) : IommuNotifier(priority)
{
    protected override async Flow OnDeviceAdded(PciFunction function)
    {
        if (function.IsVirtual)
        {
            function.InheritMsiDomain();        // vf_inherit_msi_domain()
            return;
        }

        dmar.Register(function);                // dmar_pci_bus_add_dev()
        if (function.HasSpecialMsiDomain) return; // intel_irq_remap_add_device()
        if (dmar.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
    }

    protected override async Flow OnDeviceRemoved(PciFunction function) => dmar.Unregister(function);
}

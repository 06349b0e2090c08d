using BugMuseum.D;
using IrqModel;

namespace BugMuseum.E;

/// <summary>What both models of E3 have in common: the DMAR driver is there before the scan, as for functions that are hot-added.</summary>
internal abstract class E03Host(Machine machine) : Host(machine)
{
    /// <summary>NumVFs, as the previous kernel left it.</summary>
    protected const int LeftEnabled = 2;

    private readonly Iommu dmar = new(machine);

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new DmarNotifier(dmar));
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }

    // dmar_pci_bus_notifier()
    private sealed class DmarNotifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();    // vf_inherit_msi_domain()
                return;
            }

            dmar.Register(function);
            if (function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(dmar.FindMsiDomain(function)); // intel_irq_remap_add_device()
        }
    }
}

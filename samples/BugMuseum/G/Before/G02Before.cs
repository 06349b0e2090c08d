using IrqModel;

namespace BugMuseum.G;

/// <summary>Without the question.</summary>
internal sealed class G02Before(Machine machine) : G02Host(machine)
{
    protected override IommuNotifier CreateDmarNotifier(Iommu dmar, MsiDomain plain) => new DmarNotifier(dmar, plain);

    private sealed class DmarNotifier(Iommu dmar, MsiDomain plain) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            dmar.Register(function);            // dmar_insert_dev_scope()
            function.AssignMsiDomain(dmar.FindMsiDomain(function) ?? plain); // intel_irq_remap_add_device()
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => dmar.Unregister(function);
    }
}

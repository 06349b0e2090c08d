using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Right;

/// <summary>S2: the cure that was merged, ff828729be44. A VF inherits the MSI domain of its PF in the notifier.</summary>
public sealed class S2(Machine machine, PciDriver? driver = null) : LinuxBoot(machine, driver)
{
    /// <inheritdoc/>
    protected override IommuNotifier CreateNotifier(Iommu dmar) => new DmarNotifier(dmar);

    private sealed class DmarNotifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();    // vf_inherit_msi_domain()
                return;
            }

            Decide(dmar, function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => dmar.Unregister(function);
    }
}

namespace IrqModel.Hosts;

/// <summary>
/// Linux 5.18: as 5.10, but the notifier of the DMAR driver runs before the one of the IOMMU core (316f92a705a4), which needs to find a
/// function in the scope of its unit.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_5_18(Machine machine, params PciDriver[] drivers) : Linux_5_10(machine, drivers)
{
    /// <inheritdoc/>
    protected override BusNotifier CreateDmarNotifier() => new DmarNotifier(this);

    // dmar_pci_bus_notifier()
    private sealed class DmarNotifier(Linux_5_18 host) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();    // vf_inherit_msi_domain()
                return;
            }

            host.AddToDmar(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => host.Iommu.Unregister(function);
    }
}

namespace IrqModel.Hosts;

/// <summary>
/// Linux 5.10-rc1 to rc3: the MSI domain is kept with the function (85a8dfc57a0b), and the notifier still skips VFs, which did no harm
/// in 5.9. VFs keep the provisional domain, and their messages are blocked.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_5_10_rc3(Machine machine, params PciDriver[] drivers) : Linux_5_10(machine, drivers)
{
    /// <inheritdoc/>
    protected override BusNotifier CreateDmarNotifier() => new DmarNotifier(this);

    // dmar_pci_bus_notifier()
    private sealed class DmarNotifier(Linux_5_10_rc3 host) : IommuNotifier(priority: int.MinValue)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual) return;
            host.AddToDmar(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => host.Iommu.Unregister(function);
    }
}

namespace IrqModel.Hosts;

/// <summary>
/// Linux 6.1 with ff828729be44 undone: VFs inherit nothing, as in 5.10-rc3.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_6_1_WithoutCure(Machine machine, params PciDriver[] drivers) : Linux_6_1(machine, drivers)
{
    /// <inheritdoc/>
    protected override BusNotifier CreateDmarNotifier() => new DmarNotifier(this);

    // dmar_pci_bus_notifier()
    private sealed class DmarNotifier(Linux_6_1_WithoutCure host) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual) return;
            host.AddToDmar(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => host.Iommu.Unregister(function);
    }
}

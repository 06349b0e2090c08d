namespace IrqModel.Hosts;

/// <summary>
/// Linux 6.12 with ff828729be44 undone: a VF keeps what its bus gave it, the vectors, and makes its own domain on them.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_6_12_WithoutCure(Machine machine, params PciDriver[] drivers) : Linux_6_12(machine, drivers)
{
    /// <inheritdoc/>
    protected override BusNotifier CreateDmarNotifier() => new DmarNotifier(this);

    // dmar_pci_bus_notifier()
    private sealed class DmarNotifier(Linux_6_12_WithoutCure host) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual) return;
            host.AddToDmar(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => host.Iommu.Unregister(function);
    }
}

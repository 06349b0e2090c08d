using IrqModel.Contracts;

namespace IrqModel.Hosts;

/// <summary>
/// Linux 5.10: a function's MSI domain is kept with the function (85a8dfc57a0b). A VF inherits that of its PF (ff828729be44). The notifier of
/// the DMAR driver is the last to run.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_5_10(Machine machine, params PciDriver[] drivers) : LinuxHost(machine, drivers)
{
    /// <inheritdoc/>
    protected internal override void AddToDmar(PciFunction function)
    {
        if (function.Address.Segment > LastFirmwareSegment) return;     // dmar_alloc_pci_notify_info(): da72a379b2ec
        Iommu.Register(function);                                       // dmar_insert_dev_scope()
        if (!Iommu.InterruptRemappingEnabled || HasSpecialMsiDomain(function)) return; // intel_irq_remap_add_device()
        function.AssignMsiDomain(Iommu.FindMsiDomain(function));
    }

    /// <inheritdoc/>
    protected internal override void ProbeForAmd(PciFunction function)
    {
        if (Machine.UnitCovering(function) is null) return;             // check_device()
        Iommu.Register(function);
        if (!Iommu.InterruptRemappingEnabled || HasSpecialMsiDomain(function)) return; // amd_iommu_set_pci_msi_domain()
        function.AssignMsiDomain(Iommu.FindMsiDomain(function));
    }

    /// <summary>Whether the function's MSI domain, or else its bus's, is none of PCI-MSI: Xen's, VMD's, or there is none.</summary>
    /// <remarks><c>pci_dev_has_special_msi_domain()</c>, <c>drivers/pci/msi.c</c>.</remarks>
    [TestsFact(Facts.SpecialMsiDomain, Subject = nameof(function), IsExact = true, IsWider = true)]
    protected static bool HasSpecialMsiDomain(PciFunction function) =>
        (function.MsiDomain ?? function.Bus.MsiDomain)?.BusToken != DomainBusToken.PciMsi;

    /// <inheritdoc/>
    protected override BusNotifier CreateDmarNotifier() => new DmarNotifier(this);

    // dmar_pci_bus_notifier()
    private sealed class DmarNotifier(Linux_5_10 host) : IommuNotifier(priority: int.MinValue)
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

using IrqModel.Contracts;

namespace IrqModel.Hosts;

/// <summary>
/// Linux 6.2: a function's MSI domain is the parent on which its own domain is made when MSI is enabled. The IOMMU drivers replace nothing but
/// the vectors themselves.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_6_2(Machine machine, params PciDriver[] drivers) : LinuxHost(machine, drivers)
{
    /// <inheritdoc/>
    public override MsiDomainStyle DomainStyle => MsiDomainStyle.PerDevice;

    /// <inheritdoc/>
    /// <remarks>
    /// Observed with <c>intel_iommu=off</c>: the number that the unit's fault interrupt had before is free. In 6.11 a unit whose NUMA node
    /// firmware does not name is left out (d74169ceb0d2).
    /// </remarks>
    protected override bool RequestsFaultInterruptsEarly => false;

    /// <inheritdoc/>
    protected internal override void AddToDmar(PciFunction function)
    {
        if (function.Address.Segment > LastFirmwareSegment) return;     // dmar_alloc_pci_notify_info()
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

    /// <inheritdoc/>
    protected override BusNotifier CreateDmarNotifier() => new DmarNotifier(this);

    // !pci_dev_has_default_msi_parent_domain(), arch/x86/kernel/apic/msi.c
    [TestsFact(Facts.SpecialMsiDomain, Subject = nameof(function), IsExact = true, IsWider = true)]
    private bool HasSpecialMsiDomain(PciFunction function) =>
        !ReferenceEquals(function.MsiDomain ?? function.Bus.MsiDomain, VectorDomain);

    // dmar_pci_bus_notifier()
    private sealed class DmarNotifier(Linux_6_2 host) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();    // vf_inherit_msi_domain(): the parent, never the PF's own domain
                return;
            }

            host.AddToDmar(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => host.Iommu.Unregister(function);
    }
}

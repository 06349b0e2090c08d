namespace IrqModel.Hosts;

/// <summary>
/// Linux on a machine with Intel's, AMD's or no IOMMU: how it boots, by initcall level. What each version does differently is in the
/// classes derived from it, to be read side by side.
/// </summary>
/// <remarks>
/// Functions found at boot get a provisional MSI domain from the scan, at <c>subsys_initcall</c>; the IOMMU driver decides at
/// <c>rootfs_initcall</c>; drivers bind at <c>device_initcall</c>. For these functions the order of the levels keeps drivers from allocating
/// too early. What comes later goes through <c>pci_device_add()</c> and the notifiers.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register, which is that of the link.</param>
public abstract class LinuxHost(Machine machine, params PciDriver[] drivers) : Host(machine)
{
    /// <summary>The highest segment number that firmware tables can name; beyond it are the domains that VMD makes up.</summary>
    protected const int LastFirmwareSegment = 0xFFFF;

    /// <summary>False for <c>intremap=off</c> on the command line.</summary>
    public bool InterruptRemapping { get; init; } = true;

    /// <summary>
    /// False for <c>intel_iommu=off</c> on the command line: VT-d units do not remap DMA, and no function has an IOMMU in sysfs. Interrupts
    /// are remapped all the same.
    /// </summary>
    /// <remarks><c>intel_iommu_init()</c> registers the bus notifier and then leaves, before <c>init_dmars()</c>.</remarks>
    public bool DmaRemapping { get; init; } = true;

    /// <summary>The IOMMU driver that the machine calls for.</summary>
    public Iommu Iommu { get; } = new(machine, HasAmd(machine) ? "amd_iommu" : "dmar");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        if (InterruptRemapping) Iommu.EnableInterruptRemapping(); // apic_intr_mode_init(): enable_IR_x2apic()
        CreateDefaultMsiDomain();               // arch_initcall: pci_arch_init(), x86_create_pci_msi_domain()
        await ScanBuses();                      // subsys_initcall: acpi_init(), pci_device_add() for all
        if (HasAmd(Machine)) StartAmdIommu();   // rootfs_initcall: pci_iommu_init()
        else if (Machine.RemappingUnits.Count > 0) StartDmar();
        foreach (var driver in drivers) await RegisterDriver(driver); // device_initcall
    }

    /// <summary>A function becomes known to the DMAR driver, which decides its MSI domain.</summary>
    /// <remarks><c>dmar_pci_bus_add_dev()</c>, <c>drivers/iommu/intel/dmar.c</c>.</remarks>
    protected internal abstract void AddToDmar(PciFunction function);

    /// <summary>A function becomes known to AMD's driver, which decides its MSI domain. VFs come here like all others.</summary>
    /// <remarks><c>amd_iommu_probe_device()</c>, <c>drivers/iommu/amd/iommu.c</c>.</remarks>
    protected internal abstract void ProbeForAmd(PciFunction function);

    /// <summary>What the DMAR driver does about functions that come after boot: <c>dmar_pci_bus_notifier()</c>.</summary>
    protected abstract BusNotifier CreateDmarNotifier();

    /// <summary>Whether units get their fault interrupts as soon as interrupt remapping is on, where <see cref="DmaRemapping"/> is off too.</summary>
    /// <remarks><c>irq_remap_enable_fault_handling()</c>, <c>enable_drhd_fault_handling()</c>.</remarks>
    protected virtual bool RequestsFaultInterruptsEarly => true;

    private static bool HasAmd(Machine machine) =>
        machine.RemappingUnits.Any(unit => unit.Architecture == RemappingArchitecture.AmdVi);

    // intel_iommu_init(), also where DMA remapping is off
    private void StartDmar()
    {
        foreach (var function in AddedFunctions)  // dmar_dev_scope_init()
        {
            if (!function.IsVirtual) AddToDmar(function);
        }

        Subscribe(CreateDmarNotifier());        // dmar_register_bus_notifier()
        // init_dmars(): dmar_set_interrupt()
        if (DmaRemapping || (Iommu.InterruptRemappingEnabled && RequestsFaultInterruptsEarly)) Iommu.RequestFaultInterrupts();
    }

    // amd_iommu_init()
    private void StartAmdIommu()
    {
        foreach (var unit in Machine.RemappingUnits)
        {
            // iommu_setup_msi(): the unit's own function, which no unit covers; its messages are not remapped.
            if (unit.OwnFunction is { IsAdded: true } own && own.AllocateVectors(1) > 0) own.RequestInterrupts();
        }

        foreach (var function in AddedFunctions) ProbeForAmd(function); // iommu_device_register(): bus_iommu_probe()
        Subscribe(new IommuBusNotifier(this));
    }

    // iommu_bus_notifier(), drivers/iommu/iommu.c, with the priority it has by default
    private sealed class IommuBusNotifier(LinuxHost host) : BusNotifier(priority: 0)
    {
        protected override Flow OnDeviceAdded(PciFunction function)
        {
            host.ProbeForAmd(function);
            return Flow.Completed;
        }

        protected override Flow OnDeviceRemoved(PciFunction function)
        {
            host.Iommu.Unregister(function);
            return Flow.Completed;
        }
    }
}

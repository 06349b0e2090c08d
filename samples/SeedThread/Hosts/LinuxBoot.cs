using IrqModel;

namespace SeedThread.Hosts;

/// <summary>
/// How Linux 5.10 and later boot, by initcall level. Functions that are there at boot are found before the IOMMU driver looks at them;
/// what comes later, VFs above all, it learns of through its notifier. AddDevice is the one of <see cref="Host"/>, which is Linux's.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="driver">The driver of all devices; <see cref="NicDriver"/> if not given.</param>
public abstract class LinuxBoot(Machine machine, PciDriver? driver = null) : Host(machine)
{
    /// <summary>The DMAR driver.</summary>
    protected Iommu Dmar { get; } = new(machine);

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        Dmar.EnableInterruptRemapping();        // apic_intr_mode_init(): enable_IR_x2apic()
        CreateDefaultMsiDomain();               // arch_initcall: pci_arch_init()
        await ScanBuses();                      // subsys_initcall: acpi_init(); everything gets the default domain
        foreach (var function in AddedFunctions) // rootfs_initcall: dmar_dev_scope_init() looks at what is there
        {
            if (!function.IsVirtual) Decide(Dmar, function);
        }

        Subscribe(CreateNotifier(Dmar));        // rootfs_initcall: dmar_register_bus_notifier()
        await RegisterDriver(driver ?? new NicDriver()); // device_initcall
    }

    /// <summary>The notifier by which the DMAR driver learns of functions that come after boot.</summary>
    protected abstract IommuNotifier CreateNotifier(Iommu dmar);

    /// <summary>dmar_pci_bus_add_dev() and, if remapping is on, intel_irq_remap_add_device().</summary>
    protected static void Decide(Iommu dmar, PciFunction function)
    {
        dmar.Register(function);
        if (!dmar.InterruptRemappingEnabled || function.HasSpecialMsiDomain) return; // intel_irq_remap_add_device()
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
    }
}

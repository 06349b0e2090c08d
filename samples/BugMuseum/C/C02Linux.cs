using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Linux on AMD, with a driver that tries itself on every function.</summary>
internal abstract class C02Linux(Machine machine) : Host(machine)
{
    private readonly Iommu iommu = new(machine, "amd_iommu");

    public override async Flow Boot()
    {
        iommu.EnableInterruptRemapping();       // amd_iommu_enable()
        CreateDefaultMsiDomain();
        Subscribe(new IommuCore(iommu));
        await ScanBuses();
        foreach (var unit in Machine.RemappingUnits) Start(unit.OwnFunction!); // amd_iommu_init()
        await RegisterDriver(new NamedDriver("nic"));
        await RegisterDriver(new EagerDriver());
    }

    /// <summary>iommu_init_pci(), which knows the IOMMU's function and does not bind to it.</summary>
    protected abstract void ClaimFunction(PciFunction own);

    private void Start(PciFunction own)
    {
        ClaimFunction(own);
        if (own.AllocateVectors(1) > 0) own.RequestInterrupts(); // iommu_setup_msi()
    }

    // iommu_bus_notifier(): amd_iommu_probe_device()
    private sealed class IommuCore(Iommu iommu) : IommuNotifier(priority: 0)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            iommu.Register(function);
            if (function.HasSpecialMsiDomain) return;
            if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
        }
    }
}

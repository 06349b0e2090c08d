using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that asks whether there is remapping, and no more.</summary>
internal sealed class R25Before(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        if (Iommu.EnableInterruptRemapping()) EnableX2Apic(Iommu);
        CreateDefaultMsiDomain();
        Subscribe(new DmarNotifier(Iommu));
        await ScanBuses();
        await StartDrivers();
    }
}

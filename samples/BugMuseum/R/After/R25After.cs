using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that asks all units whether they can name every processor.</summary>
internal sealed class R25After(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        if (Iommu.EnableInterruptRemapping() && Iommu.SupportsX2Apic) EnableX2Apic(Iommu);
        CreateDefaultMsiDomain();
        Subscribe(new DmarNotifier(Iommu));
        await ScanBuses();
        await StartDrivers();
    }
}

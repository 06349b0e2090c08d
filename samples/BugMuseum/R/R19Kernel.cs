using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that takes what its search finds.</summary>
internal sealed class R19Kernel(Machine machine, Iommu parents) : Host(machine)
{
    public override async Flow Boot()
    {
        parents.EnableInterruptRemapping();
        Subscribe(new DmarNotifier(parents));
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }
}

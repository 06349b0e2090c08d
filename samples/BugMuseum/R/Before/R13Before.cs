using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel without a notifier.</summary>
internal sealed class R13Before(Machine machine) : Host(machine)
{
    public override async Flow Boot()
    {
        var iommu = new Iommu(Machine);
        iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }
}

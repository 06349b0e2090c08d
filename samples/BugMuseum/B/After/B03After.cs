using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>The function is registered when it is added; what depends on it comes afterwards.</summary>
internal sealed class B03After(Machine machine) : Host(machine)
{
    private readonly Iommu iommu = new(machine);

    public override async Flow Boot()
    {
        iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }

    protected override async Flow AddDevice(PciFunction function)
    {
        function.MatchDriver = false;
        iommu.Register(function);               // iommu_probe_device()
        function.AssignMsiDomain(iommu.FindMsiDomain(function));
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
    }
}

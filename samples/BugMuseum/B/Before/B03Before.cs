using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>The function is registered on the way to its driver's probe, after everything else has been decided.</summary>
internal sealed class B03Before(Machine machine) : Host(machine)
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
        function.AssignMsiDomain(iommu.FindMsiDomain(function));    // of_msi_configure(), iort_get_device_domain()
        await function.Add();
        iommu.Register(function);               // really_probe(): dma_configure(), of_iommu_configure()
        function.MatchDriver = true;
        await function.Attach();
    }
}

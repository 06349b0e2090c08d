using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.B;

/// <summary>Linux with a VMD and a DMAR driver of one's choice.</summary>
internal sealed class TwoSegments : Host
{
    private readonly Iommu dmar;

    public TwoSegments(Machine machine, Iommu dmar)
        : base(machine) => this.dmar = dmar;

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new Notifier(dmar));
        await ScanBuses();
        await RegisterDriver(new NamedDriver("nic"));
        await RegisterDriver(new VmdDriver(() => this));
        await RegisterDriver(new NamedDriver("disk"));
    }

    private sealed class Notifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            dmar.Register(function);
            if (function.HasSpecialMsiDomain) return;
            if (dmar.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
        }
    }
}

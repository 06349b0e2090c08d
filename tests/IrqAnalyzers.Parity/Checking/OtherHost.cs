using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>
/// A host that meets the notifier of a program with functions that nobody has touched: each comes with the default domain. It remaps interrupts,
/// or runs under a hypervisor that composes all messages, so that functions come with the platform's domain.
/// </summary>
internal sealed class OtherHost(Machine machine, Func<Iommu, BusNotifier> notifier, bool isPlatform) : Host(machine)
{
    public override async Flow Boot()
    {
        var iommu = new Iommu(Machine);
        if (isPlatform) OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", new Iommu(Machine, "xen")));
        else iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        foreach (var bus in Machine.Buses)
        {
            if (isPlatform) bus.SetMsiDomain(DefaultMsiDomain);
        }

        Subscribe(notifier(iommu));
        await ScanBuses();
        Choice.End();
    }

    protected override async Flow AddDevice(PciFunction function)
    {
        Choice.Begin();
        await base.AddDevice(function);
    }
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.A;

/// <summary>Linux with a VMD that lets messages pass; who sends them it asks when vectors are allocated.</summary>
internal abstract class A09Linux(Machine machine) : Host(machine)
{
    private readonly Iommu dmar = new(machine);

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new Notifier(dmar));
        await ScanBuses();
        await RegisterDriver(new VmdDriver(() => this));
        await RegisterDriver(new NamedDriver("disk"));
    }

    // intel_irq_remapping_alloc(): intel_irq_remapping_prepare_irte()
    protected override MsiDomain? MsiDomainForVectors(PciFunction function)
    {
        SetMsiSid(function);
        return base.MsiDomainForVectors(function);
    }

    /// <summary>set_msi_sid()</summary>
    protected abstract void SetMsiSid(PciFunction function);

    // dmar_pci_bus_notifier(), which leaves segments beyond those of firmware alone
    private sealed class Notifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }

            if (function.Address.Segment > ushort.MaxValue) return;
            dmar.Register(function);
            if (function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
    }
}

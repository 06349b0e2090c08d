using Xunit;

namespace IrqModel.Engine.Tests.Rules;

/// <summary>IRQ2001 where a platform has its own domain: a notifier that asks for it and leaves it alone owes the VF nothing.</summary>
public sealed class PlatformDomainTests
{
    [Theory]
    [InlineData(true, true, 0)]     // Asked, and a platform's: Linux pci_dev_has_special_msi_domain().
    [InlineData(true, false, 1)]    // Asked, and nobody's.
    [InlineData(false, true, 1)]    // Not asked: nobody knew that it was right.
    public void A_notifier_that_asks_for_a_platforms_domain_may_leave_it(bool asks, bool hasPlatform, int findings)
    {
        var result = Simulation.Run(Build, machine => new XenHost(machine, asks, hasPlatform));

        Assert.Equal(findings, result.Findings.Count(finding => finding.Key.Rule == "IRQ2001"));
    }

    private static Machine Build()
    {
        var machine = new Machine("xen");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2, sriov: new SriovCapability(1, 1, 1, VfMsixVectors: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class XenHost(Machine machine, bool asks, bool hasPlatform) : Host(machine)
    {
        private readonly Iommu xen = new(machine, "xen");

        public override async Flow Boot()
        {
            xen.EnableInterruptRemapping();
            if (hasPlatform) OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", xen));
            CreateDefaultMsiDomain();
            Subscribe(new LeavingNotifier(xen, asks));
            await RegisterDriver(new SriovDriver());
            await ScanBuses();
        }
    }

    private sealed class LeavingNotifier(Iommu xen, bool asks) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (!function.IsVirtual)
            {
                xen.Register(function);
                if (!function.HasSpecialMsiDomain) function.AssignMsiDomain(xen.FindMsiDomain(function));
            }
            else if (asks && !function.HasSpecialMsiDomain)
            {
                return;
            }
        }
    }

    private sealed class SriovDriver() : PciDriver("sriov")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow Probe(PciFunction function)
        {
            await base.Probe(function);
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(1);
        }
    }
}

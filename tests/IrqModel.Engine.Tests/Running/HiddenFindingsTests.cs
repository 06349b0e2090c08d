using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>What a run breaks and does not report: consequences of what it reported before, and what does not matter on its machine.</summary>
public sealed class HiddenFindingsTests
{
    [Fact]
    public void Vectors_in_an_undecided_domain_are_a_consequence_where_the_function_has_a_finding()
    {
        var result = Simulation.Run(() => Nic(units: 1), machine => new EarlyVectorsHost(machine, looksUpFirst: true));

        Assert.Equal("IRQ1001", Assert.Single(result.Findings).Key.Rule);
        Assert.Equal("IRQ1002", Assert.Single(result.Consequences).Key.Rule);
    }

    [Fact]
    public void Vectors_in_an_undecided_domain_are_a_finding_where_nothing_explains_them()
    {
        var result = Simulation.Run(() => Nic(units: 1), machine => new EarlyVectorsHost(machine, looksUpFirst: false));

        Assert.Equal("IRQ1002", Assert.Single(result.Findings).Key.Rule);
        Assert.Empty(result.Consequences);
    }

    [Theory]
    [InlineData(1, true, 0, 1)]
    [InlineData(2, true, 1, 0)]
    [InlineData(1, false, 0, 0)]
    public void What_does_not_matter_on_a_machine_is_kept_on_demand(int units, bool keeps, int findings, int harmless)
    {
        var result = Simulation.Run(() => Nic(units), machine => new BusDomainHost(machine), options: new RunOptions { KeepHarmless = keeps });

        Assert.Equal(findings, result.Findings.Count(finding => finding.Key.Rule == "IRQ1003"));
        Assert.Equal(harmless, result.Harmless.Count(key => key.Rule == "IRQ1003"));
    }

    [Fact]
    public void A_platforms_domain_is_overwritten_once()
    {
        var result = Simulation.Run(() => Nic(units: 1), machine => new PlatformHost(machine));

        Assert.Equal("IRQ1007", Assert.Single(result.Findings).Key.Rule);
    }

    [Fact]
    public void A_host_may_replace_a_platforms_domain_when_the_notifiers_have_failed()
    {
        var result = Simulation.Run(() => Nic(units: 1), machine => new FailingHost(machine));

        Assert.Empty(result.Findings);
    }

    private static Machine Nic(int units)
    {
        var machine = new Machine("m");
        var bus = machine.AddRootBus();
        bus.AddFunction("02.0", "nic");
        if (units > 1) machine.AddRemappingUnit().Covers(bus.AddFunction("01.0", "gpu", msixVectors: 0));
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class EarlyVectorsHost(Machine machine, bool looksUpFirst) : TestHost(machine)
    {
        protected override async Flow AddDevice(PciFunction function)
        {
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            if (looksUpFirst) _ = Dmar.FindMsiDomain(function);
            if (function.AllocateVectors(1) > 0) function.FreeVectors();
            await base.AddDevice(function);
        }
    }

    private sealed class BusDomainHost(Machine machine) : TestHost(machine)
    {
        protected override async Flow AddDevice(PciFunction function)
        {
            if (function.Name == "nic") function.InheritMsiDomainFromBus();
            await base.AddDevice(function);
        }
    }

    private sealed class FailingHost(Machine machine) : Host(machine)
    {
        private readonly Iommu iommu = new(machine);

        public override async Flow Boot()
        {
            OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", iommu));
            CreateDefaultMsiDomain();
            Subscribe(new Failing());
            await ScanBuses();
        }

        protected override async Flow AddDevice(PciFunction function)
        {
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            function.MatchDriver = false;
            try
            {
                await function.Add();
            }
            catch (InvalidOperationException)
            {
                iommu.Register(function);
                function.AssignMsiDomain(null);
            }

            function.MatchDriver = true;
        }

        private sealed class Failing() : BusNotifier(priority: 1)
        {
            protected override async Flow OnDeviceAdded(PciFunction function) => throw new InvalidOperationException("no");
        }
    }

    // What the notifier itself has given the function is not the platform's, even if it is special.
    private sealed class PlatformHost(Machine machine) : Host(machine)
    {
        public override async Flow Boot()
        {
            var xen = new Iommu(Machine, "xen");
            OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", xen));
            CreateDefaultMsiDomain();
            Subscribe(new Twice(xen));
            await ScanBuses();
        }

        private sealed class Twice(Iommu iommu) : IommuNotifier(priority: 1)
        {
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                iommu.Register(function);
                function.AssignMsiDomain(new HypervisorMsiDomain("OTHER-MSI", iommu));
                function.AssignMsiDomain(null);
            }
        }
    }
}

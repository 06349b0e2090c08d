using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>Functions that guests use, and probes that fail.</summary>
public sealed class GuestTests
{
    private static readonly Bdf Nic = Bdf.Parse("00:02.0");

    [Fact]
    public void A_function_is_used_by_one_guest_at_a_time()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Run(function =>
        {
            function.AssignTo(new Guest("first"));
            function.AssignTo(new Guest("second"));
        }));

        Assert.Contains("is used by first; take it back before second gets it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_was_taken_back_can_go_to_the_next_guest()
    {
        var result = Run(function =>
        {
            function.AssignTo(new Guest("first"));
            function.TakeBack();
            function.AssignTo(new Guest("second"));
        });

        Assert.Empty(result.Findings);
        Assert.Equal("second", result.Machine[Nic].Guest!.Name);
        Assert.True(result["0000:00:02.0"].Delivers);
    }

    [Fact]
    public void The_default_driver_keeps_its_VFs_while_guests_use_them()
    {
        var result = Simulation.Run(Build, machine => new Kernel(machine, new AnyDriver()), async host =>
        {
            var physical = (PhysicalFunction)host.Machine[Nic];
            await physical.ConfigureSriov(2);
            physical.VirtualFunctions[0].AssignTo(new Guest("guest"));
            await physical.ConfigureSriov(0);
        });

        Assert.Empty(result.Findings);
        Assert.Equal(3, result.Functions.Length);
    }

    [Fact]
    public void A_failed_probe_lets_the_next_driver_try()
    {
        var result = Simulation.Run(Build, machine => new Kernel(machine, new Failing(frees: true), new AnyDriver()));

        Assert.Empty(result.Findings);
        Assert.Empty(result.Leaks);
        Assert.Equal("any", result["0000:00:02.0"].Driver);
        Assert.True(result["0000:00:02.0"].Delivers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_failed_probe_holds_is_lost(bool requests)
    {
        var result = Simulation.Run(Build, machine => new Kernel(machine, new Failing(frees: false, requests)));

        Assert.Equal(["IRQ4002"], result.Findings.Select(finding => finding.Key.Rule));
        Assert.Equal("2 vectors and their table entries", Assert.Single(result.Leaks).What);
        Assert.Null(result["0000:00:02.0"].Driver);
        Assert.Empty(result["0000:00:02.0"].Interrupts);
    }

    [Theory]
    [InlineData(true, 0, 0)]
    [InlineData(false, 1, 1)]
    public void What_a_driver_leaves_is_given_back_for_it_if_it_is_managed(bool isManaged, int leaks, int findings)
    {
        var result = Simulation.Run(OneNic, machine => new LeavingHost(machine, isManaged, frees: false), async host => await host.Machine[Bdf.Parse("00:02.0")].Remove());

        Assert.Equal((leaks, findings), (result.Leaks.Length, result.Findings.Length));
    }

    [Fact]
    public void Vectors_that_a_driver_frees_itself_it_frees_under_managed_interrupts()
    {
        var result = Simulation.Run(OneNic, machine => new LeavingHost(machine, isManaged: true, frees: true), async host => await host.Machine[Bdf.Parse("00:02.0")].Remove());

        Assert.Equal("IRQ4001", Assert.Single(result.Findings).Key.Rule);
        Assert.Single(result.Leaks);
    }

    private static Machine OneNic()
    {
        var machine = new Machine("one NIC");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2);
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class LeavingHost(Machine machine, bool isManaged, bool frees) : TestHost(machine)
    {
        protected override PciDriver CreateDriver() => new LeavingDriver(isManaged, frees);
    }

    private sealed class LeavingDriver(bool isManaged, bool frees) : PciDriver("leaving")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow Probe(PciFunction function)
        {
            if (isManaged) function.ManageVectors();
            if (function.AllocateVectors(2) > 0) function.RequestInterrupts();
        }

        protected override async Flow Unbind(PciFunction function)
        {
            if (frees) function.FreeVectors();
        }
    }

    [Fact]
    public void Only_a_probe_can_fail()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Run(function => function.FailProbe()));

        Assert.Contains("no driver is probing", error.Message, StringComparison.Ordinal);
    }

    private static RunResult Run(Action<PciFunction> scenario) => Simulation.Run(
        Build, machine => new Kernel(machine, new AnyDriver()),
        host =>
        {
            scenario(host.Machine[Nic]);
            return Flow.Completed;
        });

    private static Machine Build()
    {
        var machine = new Machine("one NIC");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class Kernel(Machine machine, params PciDriver[] drivers) : Host(machine)
    {
        public override async Flow Boot()
        {
            var iommu = new Iommu(Machine);
            iommu.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            Subscribe(new Notifier(iommu));
            foreach (var driver in drivers) await RegisterDriver(driver);
            await ScanBuses();
        }

        private sealed class Notifier(Iommu iommu) : IommuNotifier
        {
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                    return;
                }

                iommu.Register(function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
        }
    }

    private sealed class Failing(bool frees, bool requests = true) : PciDriver("failing")
    {
        public override bool Matches(PciFunction function) => true;

        protected override async Flow Probe(PciFunction function)
        {
            if (function.AllocateVectors(2) == 0) return;
            if (requests) function.RequestInterrupts();
            if (frees)
            {
                function.ReleaseInterrupts();
                function.FreeVectors();
            }

            function.FailProbe();
        }
    }

    private sealed class AnyDriver() : PciDriver("any")
    {
        public override bool Matches(PciFunction function) => true;
    }
}

using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>What a modeller can get wrong, and what he is told.</summary>
public sealed class MistakeTests
{
    [Fact]
    public void Interrupt_remapping_is_switched_on_once()
    {
        var error = Assert.Throws<ModelException>(() => Simulation.Run(OneNic, machine => new TestHost(machine), SecondIommu));

        Assert.Contains("second cannot enable interrupt remapping: it is already enabled in dmar0", error.Message, StringComparison.Ordinal);
        static async Flow SecondIommu(Host host)
        {
            await Flow.Completed;
            new Iommu(host.Machine, "second").EnableInterruptRemapping();
        }
    }

    [Fact]
    public void VFs_that_would_collide_with_a_function_are_refused_before_any_is_there()
    {
        var left = 0;
        var error = Assert.Throws<ModelException>(() => Simulation.Run(
            () =>
            {
                var machine = OneNic();
                machine.Buses[0].AddFunction("12.2", "in the way");
                return machine;
            },
            machine => new TestHost(machine), Enable));

        Assert.Contains("0000:00:12.2 is already taken by in the way; VF 1 of nic (0000:00:02.0) needs", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, left);
        async Flow Enable(Host host)
        {
            try
            {
                await ((PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")]).EnableSriov(3);
            }
            finally
            {
                left = host.Machine.Functions.Count;
            }
        }
    }

    [Fact]
    public void An_exception_in_a_model_is_reported_with_the_line_it_came_from()
    {
        var error = Assert.Throws<ModelException>(() => Simulation.Run(OneNic, machine => new TestHost(machine), Fail));

        Assert.Contains("The scenario failed at MistakeTests.cs:", error.Message, StringComparison.Ordinal);
        static async Flow Fail(Host host)
        {
            await Flow.Completed;
            throw new InvalidOperationException("broken");
        }
    }

    [Fact]
    public void A_notifier_that_returns_no_flow_is_named()
    {
        var error = Assert.Throws<ModelException>(() => Simulation.Run(OneNic, machine => new OneNotifierHost(machine, new NullNotifier())));

        Assert.Contains("OnDeviceAdded of NullNotifier returned no flow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_that_asks_for_more_vectors_than_there_are_keeps_those_it_got_and_others_run_on()
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("m") { Processors = 1 };
                machine.AddRootBus().AddFunction("02.0", msixVectors: 2048);
                return machine;
            },
            machine => new TestHost(machine));

        var outcomes = result["00:02.0"].Interrupts.CountBy(interrupt => interrupt.Outcome).ToDictionary();
        Assert.Equal(2048, outcomes[DeliveryOutcome.Delivered] + outcomes[DeliveryOutcome.Masked]);
        Assert.InRange(outcomes[DeliveryOutcome.Delivered], 100, 200);
        Assert.False(result["00:02.0"].Delivers);
    }

    [Fact]
    public void A_function_that_was_forgotten_must_be_registered_again()
    {
        var result = Simulation.Run(OneNic, machine => new TestHost(machine), ForgetAndAsk);

        Assert.Equal(["IRQ1001"], result.FindingKeys.Select(key => key.Rule).Distinct());
        static async Flow ForgetAndAsk(Host host)
        {
            await Flow.Completed;
            var iommu = ((TestHost)host).Dmar;
            var nic = host.Machine[Bdf.Parse("00:02.0")];
            iommu.Unregister(nic);
            Assert.Null(iommu.FindMsiDomain(nic));
        }
    }

    [Fact]
    public void A_duty_that_one_notifier_neglects_another_may_fulfil()
    {
        var result = Simulation.Run(
            OneNic, machine => new OneNotifierHost(machine, new SkipsVfs(), new TakesAll(new Iommu(machine))),
            host => ((PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")]).EnableSriov(1));

        Assert.Empty(result.Findings);
    }

    [Fact]
    public void An_IOMMU_driver_may_choose_domains_in_its_own_way()
    {
        MsiDomain? chosen = null;
        Simulation.Run(
            () =>
            {
                var machine = OneNic();
                machine.AddRemappingUnit("unused");
                return machine;
            },
            machine => new OneNotifierHost(machine, new TakesAll(new LastUnitIommu(machine), iommu => chosen = iommu)));

        Assert.Equal("INTEL-IR-MSI-1-3", chosen!.Name);
    }

    [Fact]
    public void A_unit_covers_only_functions_of_its_own_machine_and_segment()
    {
        var machine = new Machine("one");
        var other = new Machine("two").AddRootBus().AddFunction("02.0");
        var elsewhere = machine.AddRootBus(segment: 1).AddFunction("02.0");
        var unit = machine.AddRemappingUnit();

        Assert.Contains("in machine 'two'", Assert.Throws<TopologyException>(() => unit.Covers(other)).Message, StringComparison.Ordinal);
        Assert.Contains("serves segment 0000", Assert.Throws<TopologyException>(() => unit.Covers(elsewhere)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => unit.Covers((PciFunction)null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void A_machine_has_1_to_32768_processors(int number)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Machine("m") { Processors = number });
    }

    private static Machine OneNic()
    {
        var machine = new Machine("m");
        machine.AddRootBus().AddFunction("02.0", "nic", sriov: new(7, 0x80, 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class OneNotifierHost(Machine machine, params BusNotifier[] notifiers) : Host(machine)
    {
        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            foreach (var notifier in notifiers) Subscribe(notifier);
            await ScanBuses();
        }
    }

    private sealed class NullNotifier : BusNotifier
    {
        protected override Flow OnDeviceAdded(PciFunction function) => null!;
    }

    private sealed class SkipsVfs() : IommuNotifier(priority: 1)
    {
        protected override Flow OnDeviceAdded(PciFunction function) => Flow.Completed;
    }

    private sealed class TakesAll(Iommu iommu, Action<MsiDomain?>? found = null) : IommuNotifier
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (found is not null) iommu.EnableInterruptRemapping();
            iommu.Register(function);
            found?.Invoke(iommu.FindMsiDomain(function));
        }
    }

    private sealed class LastUnitIommu(Machine machine) : Iommu(machine)
    {
        protected override MsiDomain? SelectMsiDomain(PciFunction function) => MsiDomainOf(Machine.RemappingUnits[^1]);
    }
}

using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>The steps of an interrupt's life and of remapping, one at a time, where the whole operation gets them right.</summary>
public sealed class StepByStepTests
{
    private static readonly RunOptions Restless = new() { RestlessFunctions = true };

    // PCI 3.0 6.8.1.8 and 6.8.2.9: after reset the mask bits of MSI are clear, those of MSI-X set.
    [Theory]
    [InlineData(0, 1, DeliveryOutcome.NotAnInterrupt)]
    [InlineData(1, 0, null)]
    public void MSI_sends_as_soon_as_it_is_enabled_and_MSIX_when_it_is_unmasked(int msix, int msi, DeliveryOutcome? outcome)
    {
        var result = Simulation.Run(
            () => WithFunction(msix, msi), machine => new WithDriver(machine, new EnablesFirst()), options: Restless);

        Assert.Equal(outcome, result.Strays.FirstOrDefault(stray => stray.After == nameof(PciFunction.EnableMsi))?.Outcome);
        Assert.True(result["00:02.0"].Delivers);
    }

    // VT-d 6.5.3: what the unit has cached it serves, whatever table it reads by now.
    [Theory]
    [InlineData(false, DeliveryOutcome.Delivered, FaultReason.None)]
    [InlineData(true, DeliveryOutcome.Blocked, FaultReason.EntryNotPresent)]
    public void Without_invalidation_a_unit_serves_entries_that_its_new_table_does_not_have(bool invalidates, DeliveryOutcome outcome, FaultReason fault)
    {
        var result = Simulation.Run(() => WithFunction(1, 0), machine => new TestHost(machine), SetUpAgain, Restless);

        var interrupt = Assert.Single(result["00:02.0"].Interrupts);
        Assert.Equal((outcome, fault), (interrupt.Outcome, interrupt.Fault));
        Assert.Equal(!invalidates, result.FindingKeys.Any(key => key is { Rule: "IRQ1009", Operation: "Iommu.EnableRemapping" }));

        async Flow SetUpAgain(Host host)
        {
            await Flow.Completed;
            var iommu = ((TestHost)host).Dmar;
            var unit = host.Machine.RemappingUnits[0];
            host.Machine[Bdf.Parse("00:02.0")].MaskVectors();       // an interrupt passes, and is cached
            host.Machine[Bdf.Parse("00:02.0")].UnmaskVectors();
            iommu.RemoveUnit(unit);                                 // in use: IRQ4004, without which nothing is left to be served
            iommu.SetTablePointer(unit);
            if (invalidates) iommu.InvalidateEntryCache(unit);
            iommu.EnableRemapping(unit);
        }
    }

    [Fact]
    public void The_steps_for_one_unit_do_what_switching_all_on_does()
    {
        var whole = Simulation.Run(() => WithFunction(2, 0), machine => new TestHost(machine));
        var steps = Simulation.Run(() => WithFunction(2, 0), machine => new InSteps(machine));

        Assert.Empty(steps.Findings);
        Assert.True(steps["00:02.0"].Delivers);
        Assert.Equal(whole["00:02.0"].Interrupts.Select(interrupt => interrupt.Entry), steps["00:02.0"].Interrupts.Select(interrupt => interrupt.Entry));
    }

    [Fact]
    public void A_VF_of_a_PF_that_is_not_yet_added_inherits_nothing_and_the_host_is_told()
    {
        var result = Simulation.Run(
            () => WithFunction(1, 0, new(4, 0x80, 2)), machine => new VfsFirst(machine));

        Assert.Equal(["IRQ2002"], result.FindingKeys.Select(key => key.Rule));
        Assert.Equal(FaultReason.CompatibilityBlocked, result["00:12.0"].Fault);
        Assert.True(result["00:02.0"].Delivers);
    }

    [Fact]
    public void Verifying_an_alias_that_both_functions_send_with_is_no_mistake()
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("behind one bridge");
                var bus = machine.AddRootBus().AddBridge("05.0", BridgeKind.Conventional).SecondaryBus;
                bus.AddFunction("01.0");
                bus.AddFunction("02.0");
                machine.AddCatchAllUnit();
                return machine;
            },
            machine => new NeighboursId(machine));

        Assert.Empty(result.Findings);
        Assert.All(result.Functions.Where(function => !function.Interrupts.IsEmpty), function => Assert.True(function.Delivers));
    }

    private static Machine WithFunction(int msix, int msi, SriovCapability? sriov = null)
    {
        var machine = new Machine("m");
        machine.AddRootBus().AddFunction("02.0", "nic", msix, msi, sriov);
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class WithDriver(Machine machine, PciDriver driver) : Host(machine)
    {
        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            await ScanBuses();
            await RegisterDriver(driver);
        }
    }

    private sealed class EnablesFirst() : PciDriver("enables first")
    {
        public override bool Matches(PciFunction function) => true;

        protected override async Flow Probe(PciFunction function)
        {
            function.ReserveVectors(1);
            function.EnableMsi();
            function.MaskVectors();
            function.WriteMessages();
            function.RequestInterrupts();
        }
    }

    private class InSteps(Machine machine) : TestHost(machine)
    {
        public override async Flow Boot()
        {
            foreach (var unit in Machine.RemappingUnits)
            {
                Dmar.SetTablePointer(unit);
                Dmar.InvalidateEntryCache(unit);
                Dmar.EnableRemapping(unit);
            }

            CreateDefaultMsiDomain();
            Subscribe(CreateNotifier());
            await ScanBuses();
            await RegisterDriver(new AnyDriver());
        }
    }

    private sealed class VfsFirst(Machine machine) : TestHost(machine)
    {
        protected override async Flow AddDevice(PciFunction function)
        {
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(1);
            await base.AddDevice(function);
        }
    }

    private sealed class NeighboursId(Machine machine) : TestHost(machine)
    {
        protected override async Flow AddDevice(PciFunction function)
        {
            function.SetInterruptSource(function.Bus.Functions[0]);
            await base.AddDevice(function);
        }
    }
}

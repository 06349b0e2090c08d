using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>Vectors one at a time, entries that are changed one at a time, and units without extended interrupt mode.</summary>
public class SingleVectorTests
{
    private static readonly Bdf Nic = Bdf.Parse("00:02.0");

    [Fact]
    public void A_vector_that_comes_later_is_delivered_as_the_others_are()
    {
        InterruptVector? added = null;
        var result = Run(function =>
        {
            added = function.AllocateVectorAt(5);
            added!.Request();
        });

        Assert.Equal(5, added!.Index);
        Assert.Equal([0, 1, 5], result["00:02.0"].Interrupts.Select(interrupt => interrupt.Index));
        Assert.True(result["00:02.0"].Delivers);
    }

    [Fact]
    public void A_function_that_took_its_messages_over_has_none_for_a_vector_that_comes_later()
    {
        var result = Run(
            function => function.AllocateVectorAt(5)!.Request(),
            machine =>
            {
                machine.AddCatchAllUnit();
                machine[Nic].LatchesMessages = true;
            });

        Assert.Equal(
            [DeliveryOutcome.Delivered, DeliveryOutcome.Delivered, DeliveryOutcome.NotAnInterrupt],
            result["00:02.0"].Interrupts.Select(interrupt => interrupt.Outcome));
    }

    [Theory]
    [InlineData(0)]     // taken
    [InlineData(1)]
    public void A_place_that_is_taken_gives_none(int index)
    {
        InterruptVector? added = null;
        Run(function => added = function.AllocateVectorAt(index));

        Assert.Null(added);
    }

    // Linux pci_msix_alloc_irq_at(): -ENXIO, -ENOTSUPP.
    [Fact]
    public void A_function_without_vectors_or_without_MSI_X_gets_none_more()
    {
        InterruptVector? withoutVectors = null;
        InterruptVector? withoutMsix = null;
        var result = Run(function =>
        {
            function.ReleaseInterrupts();
            function.FreeVectors();
            withoutVectors = function.AllocateVectorAt(3);
            withoutMsix = function.Bus.Machine[Bdf.Parse("00:03.0")].AllocateVectorAt(3);
        });

        Assert.Null(withoutVectors);
        Assert.Null(withoutMsix);
        Assert.Equal(["IRQ4005"], result.Findings.Select(finding => finding.Key.Rule));
    }

    [Fact]
    public void A_vector_that_is_freed_leaves_the_others_and_its_entry_can_be_had_again()
    {
        var result = Run(function =>
        {
            var added = function.AllocateVectorAt(2)!;
            added.Request();
            added.Release();
            added.Free();
            function.AllocateVectorAt(2)!.Request();
            function.SetAffinity(2, 1);
        });

        Assert.Empty(result.Findings);
        Assert.Empty(result.Leaks);
        Assert.True(result["00:02.0"].Delivers);
    }

    [Fact]
    public void A_vector_that_is_freed_while_it_is_requested_leaks_and_is_found()
    {
        var result = Run(function =>
        {
            var added = function.AllocateVectorAt(2)!;
            added.Request();
            added.Free();
        });

        var finding = Assert.Single(result.Findings);
        Assert.Equal(("IRQ4001", "InterruptVector.Free", "InterruptVector"), (finding.Key.Rule, finding.Key.Operation, finding.Key.SubjectType));
        Assert.Single(result.Leaks);
    }

    [Fact]
    public void What_was_done_to_all_vectors_was_done_to_each()
    {
        var result = Run(function =>
        {
            var first = function.VectorAt(0);
            function.ReleaseInterrupts();
            function.FreeVectors();
            first.Request();
        });

        Assert.Equal(["IRQ4005"], result.Findings.Select(finding => finding.Key.Rule));
    }

    [Fact]
    public void A_masked_vector_sends_nothing_and_the_others_do()
    {
        var result = Run(function => function.VectorAt(1).Mask());

        Assert.Equal([DeliveryOutcome.Delivered, DeliveryOutcome.Masked], result["00:02.0"].Interrupts.Select(interrupt => interrupt.Outcome));
        Assert.Equal(LossCause.Masked, Assert.Single(result.Losses).Cause);
    }

    [Fact]
    public void A_unit_that_is_not_told_of_a_changed_entry_goes_on_with_the_old_one()
    {
        var result = Run(function =>
        {
            function.MaskVectors();
            function.ChangeEntry(0, 1);
            function.UnmaskVectors();
        });

        Assert.Equal("IRQ1009", Assert.Single(result.Findings).Key.Rule);
        var loss = Assert.Single(result.Losses);
        Assert.Equal((LossCause.EntryStale, "SingleVectorTests.cs"), (loss.Cause, loss.Location.FileName));
        Assert.NotNull(loss.Finding);
    }

    [Fact]
    public void Of_two_changed_entries_the_one_that_was_not_invalidated_stays_stale()
    {
        var result = Run(function =>
        {
            function.MaskVectors();
            function.ChangeEntry(0, 1);
            function.ChangeEntry(1, 1);
            function.InvalidateEntry(1);
            function.UnmaskVectors();
        });

        Assert.Equal("IRQ1009", Assert.Single(result.Findings).Key.Rule);
        var loss = Assert.Single(result.Losses);
        Assert.Equal([0], loss.Vectors);
        Assert.Equal(LossCause.EntryStale, loss.Cause);
    }

    [Fact]
    public void Entries_that_were_all_invalidated_are_no_longer_stale()
    {
        var result = Run(function =>
        {
            function.ChangeEntry(0, 1);
            new Iommu(function.Bus.Machine).InvalidateEntryCache(function.Bus.Machine.RemappingUnits[0]);
            function.ChangeEntry(1, 1);
            function.InvalidateEntry(1);
            function.UnmaskVectors();
        });

        Assert.Empty(result.Findings);
        Assert.Empty(result.Losses);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_unit_that_is_told_sends_to_the_new_place(bool ofAll)
    {
        var result = Run(function =>
        {
            function.MaskVectors();
            Assert.True(function.ChangeEntry(0, 1));
            if (ofAll) new Iommu(function.Bus.Machine).InvalidateEntryCache(function.Bus.Machine.RemappingUnits[0]);
            else function.InvalidateEntry(0);
            function.UnmaskVectors();
        });

        Assert.Empty(result.Findings);
        Assert.True(result["00:02.0"].Delivers);
        Assert.Equal(1, result["00:02.0"].Interrupts[0].Processor);
    }

    [Fact]
    public void An_AMD_unit_is_told_by_its_table()
    {
        var wrong = Run(function => function.ChangeEntry(0, 1), machine => machine.AddAmdIommu());
        var right = Run(
            function =>
            {
                function.ChangeEntry(0, 1);
                function.InvalidateEntry(0);
            },
            machine => machine.AddAmdIommu());

        Assert.Equal(LossCause.EntryStale, Assert.Single(wrong.Losses).Cause);
        Assert.Empty(right.Losses);
    }

    [Fact]
    public void An_entry_that_does_not_exist_cannot_be_changed()
    {
        var changed = true;
        var result = Run(function => changed = function.ChangeEntry(0, 1), _ => { });

        Assert.False(changed);
        Assert.Empty(result.Losses);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void In_x2APIC_mode_a_unit_without_extended_mode_refuses_what_it_cannot_name(bool asks, bool isLost)
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("old unit") { Processors = 300, X2Apic = true };
                machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 300);
                machine.AddCatchAllUnit().SupportsExtendedInterruptMode = false;
                return machine;
            },
            machine => new X2ApicHost(machine, asks));

        Assert.Equal(isLost ? ["IRQ1009"] : [], result.Findings.Select(finding => finding.Key.Rule));
        Assert.Equal(isLost, result["00:02.0"].Interrupts.Any(interrupt => interrupt.Fault == FaultReason.ReservedFieldInEntry));
        Assert.Equal(!isLost, result["00:02.0"].Delivers);
    }

    [Fact]
    public void A_chip_that_fails_on_unwritten_reads_is_silent_once_it_was_masked_too_early()
    {
        var result = Run(
            function =>
            {
                function.ReleaseInterrupts();
                function.FreeVectors();
                function.FailsOnUnwrittenReads = true;
                function.ReserveVectors(2);
                function.MaskVectors();
                function.WriteMessages();
                function.EnableMsi();
                function.RequestInterrupts();
            });

        Assert.All(result["00:02.0"].Interrupts, interrupt => Assert.Equal(DeliveryOutcome.Silent, interrupt.Outcome));
        Assert.Equal(LossCause.FunctionGone, Assert.Single(result.Losses).Cause);
    }

    private static RunResult Run(Action<PciFunction> scenario, Action<Machine>? addUnit = null) => Simulation.Run(
        () =>
        {
            var machine = new Machine("m") { Processors = 2 };
            var root = machine.AddRootBus();
            root.AddFunction("02.0", "nic", msixVectors: 8);
            root.AddFunction("03.0", "old", msixVectors: 0, msiVectors: 1);
            (addUnit ?? (machine => machine.AddCatchAllUnit()))(machine);
            return machine;
        },
        machine => new TwoVectorHost(machine),
        host =>
        {
            scenario(host.Machine[Nic]);
            return Flow.Completed;
        },
        new RunOptions { RestlessFunctions = true });

    private sealed class TwoVectorHost(Machine machine) : TestHost(machine)
    {
        protected override PciDriver CreateDriver() => new TwoVectorDriver();
    }

    private sealed class TwoVectorDriver() : PciDriver("two")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow Probe(PciFunction function)
        {
            if (function.AllocateVectors(2) > 0) function.RequestInterrupts();
        }
    }

    private sealed class X2ApicHost(Machine machine, bool asks) : TestHost(machine)
    {
        public override async Flow Boot()
        {
            Dmar.EnableInterruptRemapping();
            if (!asks || Dmar.SupportsX2Apic) EnableX2Apic(Dmar);
            CreateDefaultMsiDomain();
            Subscribe(CreateNotifier());
            await ScanBuses();
            await RegisterDriver(CreateDriver());
        }
    }
}

using System.Runtime.CompilerServices;
using IrqModel.Runtime;
using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>Whatever is lost at the end of a run has a cause and a place in the model, never in a file of the DSL.</summary>
public sealed class LossTests
{
    private const string Nic = "00:02.0";

    [Fact]
    public void Nothing_is_lost_where_everything_is_right() => Assert.Empty(Run(_ => Flow.Completed).Losses);

    [Fact]
    public void Masked_vectors_are_accounted_for_at_the_call_that_masked_them()
    {
        var line = 0;
        var loss = Only(Run(nic => Do(() => Masking(nic, out line))));

        Assert.Equal((LossCause.Masked, line), (loss.Cause, loss.Location.Line));
        Assert.Equal([0, 1], loss.Vectors);
    }

    [Fact]
    public void MSI_that_was_switched_off_is_accounted_for_there()
    {
        var loss = Only(Run(nic => Do(() => nic.DisableMsi())));

        Assert.Equal((LossCause.MsiOff, ThisFile()), (loss.Cause, loss.Location.File));
    }

    [Fact]
    public void Cleared_entries_are_accounted_for_beside_their_finding()
    {
        var loss = Only(Run(nic => Do(() => nic.ClearEntries())));

        Assert.Equal((LossCause.EntryNotPresent, FaultReason.EntryNotPresent), (loss.Cause, loss.Fault));
        Assert.Equal("IRQ4003", loss.Finding?.Key.Rule);
    }

    [Fact]
    public void A_foreign_source_id_is_accounted_for_where_it_was_set()
    {
        var loss = Only(Run(nic => Do(() =>
        {
            nic.ReleaseInterrupts();
            nic.FreeVectors();
            nic.SetInterruptSource(nic.Bus.Machine[Bdf.Parse("00:03.0")]);
            if (nic.AllocateVectors(1) > 0) nic.RequestInterrupts();
        })));

        Assert.Equal((LossCause.SourceRejected, ThisFile()), (loss.Cause, loss.Location.File));
    }

    [Fact]
    public void A_suspended_function_is_accounted_for()
    {
        var loss = Only(Run(nic => Do(() => nic.Suspend())));

        Assert.Equal(LossCause.PoweredDown, loss.Cause);
    }

    [Fact]
    public void A_VF_of_a_suspended_PF_is_accounted_for_where_the_PF_was_suspended()
    {
        var result = Run(async nic =>
        {
            nic.Suspend();
            await nic.EnableSriov(1);
        });

        Assert.Contains(result.Losses, loss => loss.Cause == LossCause.PoweredDown && loss.Function.Contains("VF", StringComparison.Ordinal) && loss.Location.File == ThisFile());
        Assert.Contains(result.Findings, finding => finding.Key.Rule == "IRQ4006");
    }

    [Fact]
    public void Messages_that_are_written_without_power_are_lost_when_it_comes()
    {
        var result = Run(nic => Do(() =>
        {
            nic.ReleaseInterrupts();
            nic.FreeVectors();
            nic.Suspend();
            if (nic.AllocateVectors(1) > 0) nic.RequestInterrupts();
            nic.PowerUp();
            nic.EnableMemoryDecoding();
        }));

        Assert.Equal(LossCause.MessageLost, Only(result).Cause);
        Assert.Equal("IRQ4006", Assert.Single(result.Findings).Key.Rule);
    }

    [Fact]
    public void A_function_that_is_plugged_in_anew_has_power()
    {
        Host? host = null;
        var result = Simulation.Run(Machine, machine => host = new TestHost(machine), async running =>
        {
            var nic = running.Machine[Bdf.Parse(Nic)];
            nic.Suspend();
            await nic.Remove();
            await host!.HotAdd(nic);
        });

        Assert.Empty(result.Losses);
        Assert.True(result[Nic].Delivers);
    }

    [Fact]
    public void Messages_that_went_with_the_power_are_accounted_for_where_it_went()
    {
        var loss = Only(Run(nic => Do(() =>
        {
            nic.Suspend();
            nic.PowerUp();
        })));

        Assert.Equal((LossCause.MessageLost, ThisFile()), (loss.Cause, loss.Location.File));
    }

    [Fact]
    public void Interrupts_that_are_released_while_the_function_cannot_mask_are_accounted_for()
    {
        var loss = Only(Simulation.Run(Unmaskable, machine => new TestHost(machine), host => Do(() => host.Machine[Bdf.Parse(Nic)].ReleaseInterrupts())));

        Assert.Equal((LossCause.MessageNotWritten, ThisFile()), (loss.Cause, loss.Location.File));
    }

    [Fact]
    public void A_VF_that_is_gone_from_hardware_is_accounted_for()
    {
        var result = Run(async nic =>
        {
            await nic.EnableSriov(1);
            nic.ClearVfEnable();
        });

        Assert.Equal((LossCause.FunctionGone, ThisFile()), (Only(result).Cause, Only(result).Location.File));
    }

    [Fact]
    public void Vectors_from_before_remapping_are_accounted_for_where_remapping_was_switched_on()
    {
        var loss = Only(Simulation.Run(Machine, machine => new LateHost(machine)));

        Assert.Equal((LossCause.RemappingCameLater, FaultReason.CompatibilityBlocked), (loss.Cause, loss.Fault));
        Assert.Equal(ThisFile(), loss.Location.File);
    }

    [Fact]
    public void A_domain_that_nobody_decided_is_accounted_for_in_the_host_and_not_in_the_default_driver()
    {
        var loss = Only(Simulation.Run(Machine, machine => new UndecidedHost(machine)));

        Assert.Equal((LossCause.DomainUndecided, ThisFile()), (loss.Cause, loss.Location.File));
        Assert.Contains("no IOMMU notifier", loss.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notifier_that_left_a_function_undecided_is_named_with_its_place()
    {
        var loss = Only(Simulation.Run(Machine, machine => new UndecidedHost(machine) { Notifier = iommu => new RegisterOnly(iommu) }));

        Assert.Equal((LossCause.DomainUndecided, ThisFile()), (loss.Cause, loss.Location.File));
        Assert.Contains("'RegisterOnly.OnDeviceAdded'", loss.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_asks_for_vectors_without_any_domain_is_accounted_for()
    {
        var loss = Only(Simulation.Run(Machine, machine => new UndecidedHost(machine) { HasDefault = false }));

        Assert.Equal((LossCause.NoDomain, ThisFile()), (loss.Cause, loss.Location.File));
        Assert.Empty(loss.Vectors);
    }

    [Fact]
    public void A_function_without_MSI_that_asks_for_vectors_is_accounted_for_by_its_hardware()
    {
        var result = Run(nic => Do(() => nic.Bus.Machine[Bdf.Parse("00:03.0")].AllocateVectors(1)));

        Assert.Equal(LossCause.NoCapability, Only(result).Cause);
    }

    [Fact]
    public void Findings_of_what_the_default_driver_does_have_their_place_in_the_model()
    {
        var result = Simulation.Run(Machine, machine => new UndecidedHost(machine));

        Assert.All(result.Findings, finding => Assert.Equal(ThisFile(), finding.Location.File));
        Assert.NotEmpty(result.Findings);
    }

    [Fact]
    public void The_way_of_a_message_names_function_unit_entry_vector_and_handler()
    {
        var hops = Run(_ => Flow.Completed)[Nic].Interrupts[1].Hops;

        Assert.Equal(
            [MessageHopKind.Function, MessageHopKind.Unit, MessageHopKind.Entry, MessageHopKind.Vector, MessageHopKind.Handler],
            hops.Select(hop => hop.Kind));
        Assert.DoesNotContain(hops, hop => hop.IsLost);
        Assert.Equal(Run(_ => Flow.Completed)[Nic].Interrupts[1].EntryIndex, hops[2].EntryIndex);
    }

    [Fact]
    public void The_way_of_a_message_that_is_blocked_ends_at_the_unit()
    {
        var hops = Simulation.Run(Machine, machine => new UndecidedHost(machine))[Nic].Interrupts[0].Hops;

        Assert.Equal((MessageHopKind.Unit, FaultReason.CompatibilityBlocked, true), (hops[^1].Kind, hops[^1].Fault, hops[^1].IsLost));
    }

    [Fact]
    public void The_way_of_a_message_names_the_bridge_whose_id_it_carries()
    {
        var hops = Simulation.Run(BehindPciBridge, machine => new TestHost(machine)).Functions.Single(function => function.Delivers).Interrupts[0].Hops;

        var alias = Assert.Single(hops, hop => hop.Kind == MessageHopKind.Alias);
        Assert.Contains("bridge", alias.Name, StringComparison.Ordinal);
        Assert.Equal(0, alias.Requester!.Value.DevFn);
    }

    private static Loss Only(RunResult result)
    {
        Assert.Equal(0, result.UnexplainedLosses);
        return Assert.Single(result.Losses);
    }

    private static RunResult Run(Func<PhysicalFunction, Flow> scenario) =>
        Simulation.Run(Machine, machine => new TestHost(machine), host => scenario((PhysicalFunction)host.Machine[Bdf.Parse(Nic)]));

    private static Flow Do(Action action)
    {
        action();
        return Flow.Completed;
    }

    private static void Masking(PciFunction function, out int line, [CallerLineNumber] int here = 0)
    {
        line = here;
        function.MaskVectors(ThisFile(), here);
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;

    private static Machine Machine()
    {
        var machine = new Machine("one NIC and a function without interrupts");
        var bus = machine.AddRootBus();
        bus.AddFunction("02.0", "nic", msixVectors: 2, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2));
        bus.AddFunction("03.0", "other", msixVectors: 0);
        machine.AddCatchAllUnit();
        return machine;
    }

    private static Machine Unmaskable()
    {
        var machine = new Machine("a function that cannot mask");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 0, msiVectors: 1, msiMaskBits: false);
        machine.AddCatchAllUnit();
        return machine;
    }

    private static Machine BehindPciBridge()
    {
        var machine = new Machine("a card behind a PCIe-to-PCI bridge");
        machine.AddRootBus().AddBridge("1e.0", BridgeKind.PcieToPci, name: "bridge").SecondaryBus.AddFunction("02.0", "card", msixVectors: 0, msiVectors: 1);
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class UndecidedHost(Machine machine) : Host(machine)
    {
        private readonly Iommu iommu = new(machine);

        public bool HasDefault { get; init; } = true;

        public Func<Iommu, BusNotifier>? Notifier { get; init; }

        public override async Flow Boot()
        {
            iommu.EnableInterruptRemapping();
            if (HasDefault) CreateDefaultMsiDomain();
            if (Notifier is not null) Subscribe(Notifier(iommu));
            await ScanBuses();
            await RegisterDriver(new AnyDriver());
        }
    }

    private sealed class RegisterOnly(Iommu iommu) : IommuNotifier
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => iommu.Register(function);
    }

    private sealed class LateHost(Machine machine) : Host(machine)
    {
        private readonly Iommu iommu = new(machine);

        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            await ScanBuses();
            await RegisterDriver(new AnyDriver());
            iommu.EnableInterruptRemapping();
        }
    }
}

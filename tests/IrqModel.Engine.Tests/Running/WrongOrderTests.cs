using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>What the engine does, and what it reports, where a model does things in the wrong order.</summary>
public sealed class WrongOrderTests
{
    // f3b0946d629c
    [Theory]
    [InlineData(true, DeliveryOutcome.NotAnInterrupt)]
    [InlineData(false, DeliveryOutcome.Delivered)]
    public void A_function_that_takes_its_messages_over_sends_what_was_there_when_MSI_was_enabled(bool latches, DeliveryOutcome outcome)
    {
        var result = Simulation.Run(() => Nic(latches), machine => new TestHost(machine), host =>
        {
            var nic = host.Machine[Bdf.Parse("00:02.0")];
            nic.ReleaseInterrupts();
            nic.FreeVectors();
            nic.ReserveVectors(1);
            nic.EnableMsi();
            nic.WriteMessages();
            nic.RequestInterrupts();
            return Flow.Completed;
        });

        Assert.Equal(outcome, Assert.Single(result["00:02.0"].Interrupts).Outcome);
    }

    [Fact]
    public void Messages_restored_too_early_are_reported_there_and_not_once_more_at_the_end()
    {
        var result = Simulation.Run(() => Nic(latches: false), machine => new HastyHost(machine), async host =>
        {
            await host.SuspendDevices();
            await host.ResumeDevices();
        });

        Assert.Equal("PciFunction.RestoreMessages", Assert.Single(result.Findings).Key.Operation);
        Assert.Equal(DeliveryOutcome.NotAnInterrupt, Assert.Single(result["00:02.0"].Interrupts).Outcome);
    }

    [Fact]
    public void Adding_VFs_to_a_PF_that_has_gone_is_a_finding_and_adds_them()
    {
        var result = Simulation.Run(() => Nic(latches: false), machine => new TestHost(machine), async host =>
        {
            var nic = (PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")];
            nic.SetVfEnable(2);
            await nic.Remove();
            await nic.AddVirtualFunctions();
        });

        Assert.Equal("IRQ4005", Assert.Single(result.Findings).Key.Rule);
        Assert.Equal(2, result.Functions.Count(function => function.IsVirtual));
    }

    // What the unit does is a matter of topology, whether the function has been announced or not.
    [Fact]
    public void VFs_that_come_before_their_PF_is_announced_are_a_finding()
    {
        var result = Simulation.Run(() => Nic(latches: false), machine => new EarlyVfsHost(machine));

        Assert.Equal("IRQ2002", Assert.Single(result.Findings).Key.Rule);
        Assert.All(result.Functions.Where(function => function.IsVirtual), function => Assert.Equal(FaultReason.CompatibilityBlocked, function.Fault));
    }

    private static Machine Nic(bool latches)
    {
        var machine = new Machine("m");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 1, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2)).LatchesMessages = latches;
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class HastyHost(Machine machine) : TestHost(machine)
    {
        protected override async Flow ResumeDevice(PciFunction function)
        {
            function.PowerUp();
            function.RestoreMessages();
            function.EnableMemoryDecoding();
        }
    }

    private sealed class EarlyVfsHost(Machine machine) : TestHost(machine)
    {
        protected override async Flow AddDevice(PciFunction function)
        {
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(2);
            function.MatchDriver = false;
            await function.Add();
            function.MatchDriver = true;
            await function.Attach();
        }
    }
}

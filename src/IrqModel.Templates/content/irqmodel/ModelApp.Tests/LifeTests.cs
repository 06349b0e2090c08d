using IrqModel;
using IrqModel.Engine;
using IrqModel.Testing;
using Xunit;

namespace ModelApp.Tests;

/// <summary>What becomes of the interrupts later: suspend and resume, unplug, plug in again. These, too, fail until VFs are taken care of.</summary>
public class LifeTests
{
    [Fact]
    public void Interrupts_arrive_again_after_suspend_and_resume() => Check(ModelAssert.InterruptsArrive, async host =>
    {
        await ExampleMachine.Nic(host).EnableSriov(2);
        await host.SuspendDevices();
        await host.ResumeDevices();         // your driver's Suspend and Resume run, if it has any
    });

    [Fact]
    public void Interrupts_arrive_again_after_the_driver_has_let_go_and_bound_again() => Check(ModelAssert.InterruptsArrive, async host =>
    {
        var nic = ExampleMachine.Nic(host);
        await nic.EnableSriov(2);
        await nic.Remove();                 // Unbind of the driver runs, for the VFs first
        await host.HotAdd(nic);             // and here its Probe
        await nic.EnableSriov(2);
    });

    [Fact]
    public void Removal_leaves_no_vector_and_no_table_entry_behind() => Check(ModelAssert.NoLeaks, async host =>
    {
        await ExampleMachine.Nic(host).EnableSriov(2);
        await ExampleMachine.Nic(host).Remove();
    });

    private static void Check(Action<RunResult> check, Func<Host, Flow> scenario)
    {
        var result = Simulation.Run(ExampleMachine.Build, machine => new ExampleHost(machine), scenario);

        check(result);
        ModelAssert.NoFindings(result);
    }
}

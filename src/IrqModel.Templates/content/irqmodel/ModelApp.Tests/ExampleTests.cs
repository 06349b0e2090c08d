using IrqModel;
using IrqModel.Engine;
using IrqModel.Testing;
using Xunit;

namespace ModelApp.Tests;

/// <summary>These fail until the notifier takes care of VFs.</summary>
public class ExampleTests
{
    [Fact]
    public void Every_interrupt_arrives()
    {
        var result = Simulation.Run(ExampleMachine.Build, machine => new ExampleHost(machine), EnableTwoVfs);

        ModelAssert.InterruptsArrive(result);
        ModelAssert.NoFindings(result);
    }

    [Fact]
    public void Every_interrupt_arrives_under_every_schedule_that_is_tried() =>
        Schedules.Check(ExampleMachine.Build, machine => new ExampleHost(machine), ModelAssert.InterruptsArrive, EnableTwoVfs);

    private static Flow EnableTwoVfs(Host host) => ExampleMachine.Nic(host).EnableSriov(2);
}

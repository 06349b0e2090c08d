using IrqModel.Engine;
using IrqModel.Hosts;
using IrqModel.Tool.Json;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Tests.Runs;

/// <summary>Runs as data.</summary>
public class ToolRunTests
{
    private static Machine Build()
    {
        var machine = new Machine("one NIC");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4, sriov: new SriovCapability(8, 0x80, 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    private static ToolRun Run() => ToolRun.Of("model", "linux-5.10-rc3", null, Simulation.Run(
        Build, machine => new Linux_5_10_rc3(machine, [new EveryFunctionDriver()]),
        host => ((PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")]).EnableSriov(2), new RunOptions { Trace = true }));

    [Fact]
    public void A_blocked_VF_names_its_fault_and_the_finding_that_explains_it()
    {
        var run = Run();
        var vf = run.Functions.Single(function => function.Address == Bdf.Parse("00:12.0"));

        Assert.Equal((RunVerdict.Blocked, FaultReason.CompatibilityBlocked), (vf.Verdict, vf.Fault));
        Assert.Equal("IRQ2001", run.Findings[Assert.Single(vf.Because)].Rule);
        Assert.False(run.IsClean);
    }

    [Fact]
    public void A_function_that_arrives_has_its_message_and_its_entry()
    {
        var pf = Run().Functions[0];

        Assert.Equal(RunVerdict.Arrives, pf.Verdict);
        Assert.True(pf.Interrupts[0].Message.IsRemappable);
        Assert.True(pf.Interrupts[0].Entry!.Value.Present);
        Assert.Empty(pf.Because);
    }

    [Fact]
    public void Steps_name_the_function_they_are_about_whether_it_has_a_name_or_not()
    {
        var run = Run();

        Assert.Contains(run.Trace, step => step.Function == Bdf.Parse("00:02.0") && step.What == "added");
        Assert.Contains(run.Trace, step => step.Function == Bdf.Parse("00:12.2")
            && step.What.StartsWith("vector 0", StringComparison.Ordinal));
        Assert.Contains(run.Trace, step => step.Function is null);
    }

    [Fact]
    public void JSON_gives_back_the_run_that_was_written()
    {
        var json = ToolJson.Write(new RunDocument([Run()]));

        Assert.True(ToolJson.HoldsRuns(json));
        Assert.Equal(json, ToolJson.Write(ToolJson.ReadRuns(json, "run.json")));
    }
}

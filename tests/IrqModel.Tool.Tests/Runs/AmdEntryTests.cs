using IrqModel.Engine;
using IrqModel.Tool.Comparing;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Json;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Tests.Runs;

/// <summary>What a run keeps of the tables of AMD-Vi units.</summary>
public class AmdEntryTests
{
    private static ToolRun Run(bool amd = true)
    {
        Machine Build()
        {
            var machine = new Machine("one NIC");
            machine.AddRootBus().AddFunction("03.0", "nic", msixVectors: 2);
            if (amd) machine.AddAmdIommu();
            else machine.AddCatchAllUnit();
            return machine;
        }

        return ToolRun.Of("a model", "linux-6.12", null, Simulation.Run(
            Build, machine => HostCatalogue.Find("linux-6.12")!.Create(machine, [new EveryFunctionDriver()]), null, new RunOptions()));
    }

    [Fact]
    public void The_device_table_entry_and_the_table_entry_are_those_that_the_unit_reads()
    {
        var run = Run();
        var function = Assert.Single(run.Functions, function => function.Name == "nic");

        Assert.Equal(RunVerdict.Arrives, function.Verdict);
        Assert.All(function.Interrupts, interrupt =>
        {
            Assert.Null(interrupt.Entry);
            Assert.Equal(1UL, interrupt.DeviceEntry!.Value & 1);
            Assert.Equal(2UL, interrupt.DeviceEntry.Value >> 60);
            Assert.Equal(1UL, interrupt.EntryLow!.Value & 1);
            Assert.Equal((ulong)interrupt.Vector!.Value, interrupt.EntryHigh!.Value & 0xFF);
            Assert.Equal((ulong)interrupt.EntryIndex!.Value, interrupt.MessageData);
        });
    }

    [Fact]
    public void They_are_the_same_after_a_way_through_JSON()
    {
        var run = Run();
        var read = ToolJson.ReadRuns(ToolJson.Write(new RunDocument([run])), "run.json").Runs[0];

        Assert.True(RunComparer.Compare(run, read).IsSame);
        Assert.Equal(run.Functions[0].Interrupts[0].DeviceEntry, read.Functions[0].Interrupts[0].DeviceEntry);
    }

    [Fact]
    public void An_entry_of_VT_d_has_no_device_table_entry()
    {
        var interrupt = Run(amd: false).Functions.Single(function => function.Name == "nic").Interrupts[0];

        Assert.Null(interrupt.DeviceEntry);
        Assert.True(interrupt.Entry!.Value.Present);
    }
}

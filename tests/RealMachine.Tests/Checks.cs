using IrqModel.Engine;
using IrqModel.Firmware;
using RealMachine.Machines;
using RealMachine.Running;

namespace RealMachine.Tests;

/// <summary>What must hold for every machine.</summary>
internal static class Checks
{
    /// <summary>Runs the program's core and checks the result against the table's bytes and the thread's two outcomes.</summary>
    public static MachineOutcome RunAndCheck(byte[] bytes, LspciDump? dump = null, NicRequest? request = null, string name = "t")
    {
        var imported = MachineImporter.Import(DmarTable.Parse(bytes, name), dump);
        var outcome = MachineRun.Execute(imported, request ?? new NicRequest());
        CheckRows(outcome, dump);
        CheckUnits(outcome, bytes);
        CheckFates(outcome);
        return outcome;
    }

    private static void CheckRows(MachineOutcome outcome, LspciDump? dump)
    {
        var machine = outcome.Plan.Machine;
        var physical = outcome.Rows.Where(row => !row.IsVirtual).Select(row => row.Address).ToArray();
        Assert.Equal(machine.Functions.Select(function => function.Address), physical);
        Assert.Equal(outcome.Rows.Length, outcome.Rows.Select(row => row.Address).Distinct().Count());
        Assert.Equal(outcome.Plan.VirtualFunctions, outcome.Rows.Count(row => row.PhysicalFunction == outcome.Plan.Address));
        if (dump is null) return;
        var expected = dump.Devices.Select(device => device.Address)
            .Where(address => !machine.EnabledVirtualFunctions.ContainsKey(address)).Append(outcome.Plan.Address).Distinct().Order();
        Assert.Equal(expected, physical);
    }

    private static void CheckUnits(MachineOutcome outcome, byte[] bytes)
    {
        var oracle = new CoverageOracle(bytes, outcome.Plan.Machine);
        foreach (var row in outcome.Rows)
        {
            Assert.Equal((row.Address, oracle.Of(row.PhysicalFunction ?? row.Address)), (row.Address, row.Coverage.Unit));
        }
    }

    private static void CheckFates(MachineOutcome outcome)
    {
        foreach (var row in outcome.Rows.Where(row => row.After.CanInterrupt))
        {
            if (!outcome.RemappingEnabled)
            {
                AssertArrives(row, row.Before, "compatibility");
                AssertArrives(row, row.After, "compatibility");
                continue;
            }

            if (row.Coverage.Unit is null) continue;
            AssertArrives(row, row.After, "remappable");
            Assert.Contains($"-{row.Coverage.Unit["dmar".Length..]}-", row.After.Domain, StringComparison.Ordinal);
            if (!row.IsVirtual) AssertArrives(row, row.Before, "remappable");
            else if (TakesDomainOfBridge(outcome, row) is { } unit) Assert.Equal((row.Address, unit == row.Coverage.Unit), (row.Address, row.ArrivesByAccident));
            else Assert.Equal((row.Address, FaultReason.CompatibilityBlocked, 0), (row.Address, row.Before.Fault, row.Before.Arrived));
            if (row.IsVirtual && row.After.SourceId is { } id && !id.StartsWith("bus", StringComparison.Ordinal))
                Assert.True(id == row.Address.RequesterId.ToString() || IsBehindConventionalBridge(outcome, row), $"{row.Address}: SID {id}");
        }
    }

    // pci_set_bus_msi_domain(): a bus that is created for VFs after boot takes the domain that the next bridge above has by then.
    private static string? TakesDomainOfBridge(MachineOutcome outcome, FunctionRow row)
    {
        var machine = outcome.Plan.Machine;
        var physical = row.PhysicalFunction!.Value;
        if (machine.Buses.Contains((row.Address.Segment, row.Address.Bus))) return null;
        for (var bus = physical.Bus; ;)
        {
            var bridge = machine.Functions.FirstOrDefault(f => f.Address.Segment == physical.Segment && f.Bridge?.Secondary == bus);
            if (bridge is null) return null;
            if (outcome.Rows.First(other => other.Address == bridge.Address).Coverage.Unit is { } unit) return unit;
            bus = bridge.Address.Bus;
        }
    }

    private static bool IsBehindConventionalBridge(MachineOutcome outcome, FunctionRow row) => outcome.Plan.Machine.Functions.Any(
        f => f.Bridge is { Kind: IrqModel.BridgeKind.Conventional or IrqModel.BridgeKind.PcieToPci } bridge && bridge.Secondary <= row.Address.Bus);

    private static void AssertArrives(FunctionRow row, Fate fate, string format) =>
        Assert.Equal((row.Address, true, format), (row.Address, fate.Arrives, fate.Format));
}

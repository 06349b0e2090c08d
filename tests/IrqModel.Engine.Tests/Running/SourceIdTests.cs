using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>Source-ids behind bridges: what software writes and what hardware emits, each from its own source.</summary>
public sealed class SourceIdTests
{
    // Observed: virtio-net at 02:01.0 behind a PCIe-to-PCI bridge at 00:05.0 has 0x80202 in bits 127:64 of its entries.
    [Fact]
    public void Behind_a_PCIe_to_PCI_bridge_the_entry_verifies_the_range_of_buses()
    {
        var result = RunBehind(BridgeKind.PcieToPci);

        var function = result["02:01.0"];
        Assert.Equal(0x80202UL, function.Interrupts[0].Entry!.Value.High);
        Assert.True(function.Delivers);
    }

    // Linux set_msi_sid(): a topology based alias.
    [Fact]
    public void Behind_a_conventional_bridge_the_entry_verifies_the_bridges_own_id()
    {
        var function = RunBehind(BridgeKind.Conventional)["02:01.0"];

        Assert.Equal((Bdf.Parse("00:05.0").RequesterId, SourceValidation.RequesterId),
            (function.Interrupts[0].Entry!.Value.SourceId, function.Interrupts[0].Entry!.Value.Validation));
        Assert.True(function.Delivers);
    }

    [Theory]
    [InlineData(BridgeKind.RootPort)]
    [InlineData(BridgeKind.SwitchPort)]
    public void Behind_a_PCIe_port_the_entry_verifies_the_functions_own_id(BridgeKind kind)
    {
        var function = RunBehind(kind)["02:01.0"];

        Assert.Equal(0x40208UL, function.Interrupts[0].Entry!.Value.High);
        Assert.True(function.Delivers);
    }

    [Fact]
    public void Behind_two_bridges_the_one_nearest_the_root_decides()
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("m");
                var outer = machine.AddRootBus().AddBridge("05.0", BridgeKind.PcieToPci);
                var inner = outer.SecondaryBus.AddBridge("02.0", BridgeKind.Conventional);
                inner.SecondaryBus.AddFunction("01.0");
                machine.AddCatchAllUnit();
                return machine;
            },
            machine => new TestHost(machine));

        var function = result["02:01.0"];
        Assert.Equal(0x80102UL, function.Interrupts[0].Entry!.Value.High);
        Assert.True(function.Delivers);
    }

    private static RunResult RunBehind(BridgeKind kind) => Simulation.Run(
        () =>
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddBridge("05.0", kind, secondaryBus: 2).SecondaryBus.AddFunction("01.0");
            machine.AddCatchAllUnit();
            return machine;
        },
        machine => new TestHost(machine));
}

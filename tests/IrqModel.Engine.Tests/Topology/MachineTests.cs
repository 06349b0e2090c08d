using Xunit;

namespace IrqModel.Engine.Tests.Topology;

public sealed class MachineTests
{
    [Fact]
    public void A_taken_address_is_an_error_that_names_it_and_the_line()
    {
        var bus = new Machine("m").AddRootBus();
        bus.AddFunction("02.0", "first");

        var error = Assert.Throws<TopologyException>(() => bus.AddFunction("02.0", "second"));

        Assert.Contains("0000:00:02.0 is already taken by first", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{nameof(MachineTests)}.cs:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20.0")]
    [InlineData("02.8")]
    [InlineData("02")]
    [InlineData("xx.0")]
    public void What_is_no_device_and_function_is_an_error_that_says_what_is_one(string text)
    {
        var error = Assert.Throws<TopologyException>(() => new Machine("m").AddRootBus().AddFunction(text));

        Assert.Contains("dd.f", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bus_number_is_taken_once()
    {
        var machine = new Machine("m");
        machine.AddRootBus();

        Assert.Throws<TopologyException>(() => machine.AddRootBus());
        Assert.Throws<TopologyException>(() => machine.Buses[0].AddBridge("01.0", secondaryBus: 0));
    }

    [Fact]
    public void A_bridge_that_could_not_be_added_leaves_no_bus_behind()
    {
        var machine = new Machine("m");
        var root = machine.AddRootBus();
        root.AddFunction("01.0");

        Assert.Throws<TopologyException>(() => root.AddBridge("01.0"));

        Assert.Single(machine.Buses);
    }

    [Theory]
    [InlineData(0, 0x80, 2)]
    [InlineData(7, 0, 2)]
    [InlineData(7, 0x80, 0)]
    public void An_impossible_SRIOV_capability_is_an_error(int total, int offset, int stride)
    {
        Assert.Throws<TopologyException>(() => new Machine("m").AddRootBus().AddFunction("02.0", sriov: new(total, offset, stride)));
    }

    [Fact]
    public void The_unit_that_names_a_function_comes_before_the_catch_all()
    {
        var machine = new Machine("m");
        var root = machine.AddRootBus();
        var named = root.AddFunction("02.0");
        var other = root.AddFunction("03.0");
        var all = machine.AddCatchAllUnit();
        var one = machine.AddRemappingUnit().Covers(named);

        Assert.Equal((one, all), (machine.UnitCovering(named), machine.UnitCovering(other)));
        Assert.Equal([all, one], machine.UnitsServing(root));
    }

    // Linux puts units that are no catch-alls at the head of its list: the last in the table is found first.
    [Fact]
    public void Of_two_units_that_name_a_function_the_last_in_the_table_wins()
    {
        var machine = new Machine("m");
        var function = machine.AddRootBus().AddFunction("02.0");
        machine.AddRemappingUnit().Covers(function);
        var last = machine.AddRemappingUnit().Covers(function);

        Assert.Same(last, machine.UnitCovering(function));
    }

    [Fact]
    public void A_bridge_scope_covers_all_that_is_below_and_an_endpoint_scope_only_itself()
    {
        var machine = new Machine("m");
        var root = machine.AddRootBus();
        var port = root.AddBridge("1c.0");
        var inner = port.SecondaryBus.AddBridge("00.0", BridgeKind.SwitchPort);
        var deep = inner.SecondaryBus.AddFunction("00.0");
        var byBridge = machine.AddRemappingUnit().Covers(port);
        var endpointOnly = new DeviceScope(DeviceScopeKind.Endpoint, 0, [(0x1C, 0)]);

        Assert.Same(byBridge, machine.UnitCovering(deep));
        Assert.True(endpointOnly.LeadsTo(port));
        Assert.False(machine.AddRemappingUnit("e").Covers(endpointOnly).Names(deep));
    }

    [Fact]
    public void A_function_of_another_segment_is_not_covered()
    {
        var machine = new Machine("m");
        var function = machine.AddRootBus(segment: 1).AddFunction("02.0");
        machine.AddCatchAllUnit();

        Assert.Null(machine.UnitCovering(function));
    }

    [Fact]
    public void A_machine_takes_part_in_one_run()
    {
        var machine = new Machine("m");
        Simulation.Run(() => machine, built => new Idle(built));

        var error = Assert.Throws<InvalidOperationException>(() => Simulation.Run(() => machine, built => new Idle(built)));
        Assert.Contains("builds a new one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_outside_a_run_says_so()
    {
        var function = new Machine("m").AddRootBus().AddFunction("02.0", "nic");

        var error = Assert.Throws<InvalidOperationException>(() => function.SetDefaultMsiDomain(null));
        Assert.Contains("nic (0000:00:02.0) takes part in no run", error.Message, StringComparison.Ordinal);
    }

    private sealed class Idle(Machine machine) : Host(machine)
    {
        public override Flow Boot() => Flow.Completed;
    }
}

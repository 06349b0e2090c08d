using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <content>Overlapping scopes, what is taken, catch-all units, buses of VFs, IOAPICs.</content>
public partial class Machines
{
    // ---- IRQ5002: overlapping scopes

    [Fact]
    public Task The_scope_that_is_found_second_is_reported() => Machine("""
        var nic = machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddRemappingUnit().Covers(nic);
        machine.AddRemappingUnit().Covers(nic);
        machine.AddCatchAllUnit();
        """,
        "IRQ5002 definite any: Covers(nic)");

    [Fact]
    public Task A_function_below_a_bridge_of_another_unit_is_named_twice() => Machine("""
        var port = machine.AddRootBus().AddBridge("1c.0");
        var nic = port.SecondaryBus.AddFunction("00.0", "nic");
        machine.AddRemappingUnit().Covers(port);
        machine.AddRemappingUnit().Covers(DeviceScope.Of(nic));
        """,
        "IRQ5002 definite any: Covers(port)");

    [Fact]
    public Task Twice_in_one_unit_is_once_too_often_and_harmless() => Machine("""
        var nic = machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddRemappingUnit().Covers(nic).Covers(nic);
        """);

    [Fact]
    public Task Scopes_on_two_ways_do_not_meet() => Machine("""
        var nic = machine.AddRootBus().AddFunction("02.0", "nic");
        if (flag) machine.AddRemappingUnit().Covers(nic);
        else machine.AddRemappingUnit().Covers(nic);
        """);

    [Fact]
    public Task Of_units_that_a_loop_adds_nobody_knows_which_is_first() => Machine("""
        var nic = machine.AddRootBus().AddFunction("02.0", "nic");
        foreach (var number in numbers)
        {
            machine.AddRemappingUnit().Covers(nic);
            machine.AddRemappingUnit().Covers(nic);
        }
        """);

    [Fact]
    public Task An_open_machine_has_overlaps_all_the_same() => Model.ExpectAsync("""
        public static class Machines
        {
            public static void Name(Machine machine, PciBus bus)
            {
                machine.AddRootBus(7, 0);
                var nic = machine.AddRootBus(8).AddFunction("02.0");
                machine.AddRemappingUnit().Covers(nic);
                machine.AddRemappingUnit().Covers(nic);
            }
        }
        """,
        "IRQ5002 definite any: Covers(nic)");

    // ---- IRQ5003: addresses that are taken or none

    [Fact]
    public Task An_address_is_taken_once() => Machine("""
        var root = machine.AddRootBus();
        root.AddFunction("02.0", "first");
        root.AddBridge("2.0", name: "second");
        root.AddFunction("02.1");
        """,
        """IRQ5003 definite any: AddBridge("2.0", name: "second")""");

    [Theory]
    [InlineData("20.0")]
    [InlineData("02.8")]
    [InlineData("02")]
    [InlineData("xx.0")]
    [InlineData("002.0")]
    [InlineData("")]
    public Task What_is_no_address_is_reported(string text) => Machine(
        $"""machine.AddRootBus().AddFunction("{text}");""", $"""IRQ5003 definite any: AddFunction("{text}")""");

    [Fact]
    public Task Bus_numbers_are_counted_as_the_machine_counts_them() => Machine("""
        var root = machine.AddRootBus(0x10);
        root.AddBridge("01.0");
        root.AddBridge("02.0", secondaryBus: 0x11);
        machine.AddRootBus(0x12);
        machine.AddRootBus(0x12, segment: 1);
        machine.AddRootBus(segment: 0, number: 0x12);
        """,
        """IRQ5003 definite any: AddBridge("02.0", secondaryBus: 0x11)""",
        "IRQ5003 definite any: AddRootBus(segment: 0, number: 0x12)");

    [Fact]
    public Task A_range_that_ends_before_it_starts_is_none() => Machine(
        """machine.AddRootBus().AddBridge("01.0", secondaryBus: 5, subordinateBus: 4);""",
        """IRQ5003 definite any: AddBridge("01.0", secondaryBus: 5, subordinateBus: 4)""");

    [Fact]
    public Task An_address_taken_on_one_way_is_free_on_the_other() => Machine("""
        var root = machine.AddRootBus();
        if (flag) root.AddFunction("02.0");
        else root.AddFunction("02.0");
        if (flag) root.AddFunction("03.0");
        root.AddFunction("03.0");
        """);

    [Fact]
    public Task An_address_taken_before_is_taken_on_every_way() => Machine("""
        var root = machine.AddRootBus();
        root.AddFunction("02.0");
        if (flag) root.AddFunction("02.0", "again");
        foreach (var number in numbers) root.AddFunction("02.0", "in a loop");
        """,
        """IRQ5003 definite any: AddFunction("02.0", "again")""",
        """IRQ5003 definite any: AddFunction("02.0", "in a loop")""");

    [Fact]
    public Task A_bus_that_a_helper_is_given_is_one_bus() => Model.ExpectAsync("""
        public static class Machines
        {
            public static void Fill(PciBus bus, PciBus other)
            {
                bus.AddFunction("02.0");
                other.AddFunction("02.0");
                var alias = bus;
                alias.AddFunction("02.0", "again");
            }

            public static T Fill<T>(T bus, Func<T, PciBus> of)
            {
                of(bus).AddFunction("02.0");
                of(bus).AddFunction("02.0");
                return bus;
            }

            public static PciBus Fill(this PciBus bus)
            {
                bus.AddFunction("04.0");
                bus.AddFunction("04.0", "extension");
                return bus;
            }
        }
        """,
        """IRQ5003 definite any: AddFunction("02.0", "again")""",
        """IRQ5003 definite any: AddFunction("04.0", "extension")""");

    [Fact]
    public Task A_variable_that_changes_is_followed() => Machine("""
        var bus = machine.AddRootBus(0);
        bus.AddFunction("02.0");
        bus = machine.AddRootBus(1);
        bus.AddFunction("02.0");
        const string Place = "03" + ".0";
        var place = Place;
        bus.AddFunction(place);
        bus.AddFunction(deviceFunction: "3.0");
        """,
        """IRQ5003 definite any: AddFunction(deviceFunction: "3.0")""");

    [Fact]
    public async Task The_other_call_is_an_additional_location()
    {
        var diagnostics = await Model.AnalyzeAsync(Model.Compile(Wrap("""
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            root.AddFunction("02.0", "first");
            root.AddFunction("02.0", "second");
            """)));

        var other = Assert.Single(Assert.Single(diagnostics).AdditionalLocations);
        Assert.Equal("""AddFunction("02.0", "first")""", other.SourceTree!.GetText().ToString(other.SourceSpan));
    }

    [Fact]
    public async Task The_key_is_that_of_the_line_that_the_compiler_passes()
    {
        var diagnostics = await Model.AnalyzeAsync(Model.Compile(Wrap("""
            var machine = new Machine("m");
            machine
                .AddRootBus()
                .AddFunction
                ("xx");
            """)));

        var diagnostic = Assert.Single(diagnostics);
        var line = diagnostic.Location.GetLineSpan().EndLinePosition.Line + 1;
        Assert.Equal($"IRQ5003|PciBus.AddFunction|Model0.cs:{line}|PhysicalFunction", diagnostic.Properties["irq.key"]);
    }

    // ---- IRQ5004: two catch-all units

    [Fact]
    public Task A_segment_has_one_catch_all_unit() => Machine("""
        machine.AddCatchAllUnit();
        machine.AddCatchAllUnit(segment: 1);
        machine.AddCatchAllUnit("second", 0);
        """,
        """IRQ5004 definite any: AddCatchAllUnit("second", 0)""");

    [Fact]
    public Task An_AMD_unit_covers_all_the_rest_too() => Machine("""
        machine.AddAmdIommu();
        if (flag) machine.AddAmdIommu(name: "again");
        """,
        """IRQ5004 definite any: AddAmdIommu(name: "again")""");

    [Fact]
    public Task One_of_two_catch_all_units_is_one() => Machine("""
        if (flag) machine.AddCatchAllUnit();
        else machine.AddAmdIommu();
        """);

    // ---- IRQ5005: VFs beyond the buses

    [Theory]
    [InlineData("", "sriov: new(128, 0x80, 2)", true)]
    [InlineData("", "sriov: new(64, 0x80, 2)", false)]
    [InlineData(", subordinateBus: 2", "sriov: new(128, 0x80, 2)", false)]
    [InlineData(", subordinateBus: 1", "sriov: new(128, 0x80, 2)", true)]
    [InlineData(", subordinateBus: last", "sriov: new(128, 0x80, 2)", false)]
    [InlineData("", "sriov: new(total, 0x80, 2)", false)]
    [InlineData("", "sriov: new(128, 0x80, 2) { AriLayout = new(1, 1) }", false)]
    [InlineData("", "sriov: new SriovCapability(VfStride: 2, FirstVfOffset: 0x80, TotalVfs: 128)", true)]
    public Task VFs_lie_on_the_buses_that_lead_to_their_PF(string buses, string sriov, bool isBeyond) => Machine(
        $"""machine.AddRootBus().AddBridge("01.0", secondaryBus: 1{buses}).SecondaryBus.AddFunction("00.0", {sriov});""",
        isBeyond ? [$"""IRQ5005 definite any: AddFunction("00.0", {sriov})"""] : []);

    [Fact]
    public Task Buses_below_make_room() => Machine("""
        var port = machine.AddRootBus().AddBridge("01.0");
        port.SecondaryBus.AddFunction("00.0", sriov: new(128, 0x80, 2));
        port.SecondaryBus.AddBridge("01.0");
        """);

    [Fact]
    public Task Behind_a_root_port_that_a_caller_may_extend_it_is_possible() => Model.ExpectAsync("""
        public static class Machines
        {
            public static Machine Build()
            {
                var machine = new Machine("m");
                machine.AddRootBus().AddBridge("01.0").SecondaryBus.AddFunction("00.0", sriov: new(128, 0x80, 2));
                machine.AddRootBus(255).AddFunction("00.0", "last", sriov: new(128, 0x80, 2));
                return machine;
            }
        }
        """,
        """IRQ5005 possible any: AddFunction("00.0", sriov: new(128, 0x80, 2))""",
        """IRQ5005 definite any: AddFunction("00.0", "last", sriov: new(128, 0x80, 2))""");

    // ---- IRQ5006: IOAPIC in no scope

    [Fact]
    public Task An_IOAPIC_needs_a_scope() => Machine("""
        var first = machine.AddIoApic(1);
        machine.AddIoApic(2);
        machine.AddIoApic(id: 3, bus: 0xF1);
        machine.AddCatchAllUnit().Covers(first).Covers(new DeviceScope(DeviceScopeKind.IoApic, 0xF0, ImmutableArray.Create<(byte, byte)>((0x1F, 0)), enumerationId: 2));
        """,
        "IRQ5006 definite any: AddIoApic(id: 3, bus: 0xF1)");

    [Theory]
    [InlineData("machine.AddIoApic(1); machine.AddCatchAllUnit().Covers(DeviceScope.Of(ioApic));")]
    [InlineData("machine.AddCatchAllUnit().Covers(machine.AddIoApic());")]
    [InlineData("machine.AddIoApic(1);")]
    [InlineData("machine.AddIoApic((byte)total); machine.AddCatchAllUnit().Covers(new DeviceScope(DeviceScopeKind.IoApic, 0xF0, path, 2));")]
    public Task An_IOAPIC_that_may_have_one_is_left_alone(string text) => Machine(text);

    [Theory]
    [InlineData("Console.WriteLine($\"{first} and {second}\");", true)]
    [InlineData("Console.WriteLine(second);", true)]
    [InlineData("var said = $\"{machine}: {machine.Name}\"; Console.WriteLine(said);", true)]
    [InlineData("var said = string.Concat(first, second); Console.WriteLine(said);", true)]
    [InlineData("ArgumentNullException.ThrowIfNull(machine);", true)]
    [InlineData("var others = new List<object> { machine }; Later(others);", false)]
    [InlineData("object kept = System.Threading.Tasks.Task.FromResult(machine);", false)]
    [InlineData("Later(machine);", false)]
    public Task To_write_a_part_down_describes_nothing(string text, bool isWrong) => Machine($$"""
        var first = machine.AddIoApic(1);
        var second = machine.AddIoApic(2);
        machine.AddCatchAllUnit().Covers(first);
        {{text}}
        static void Later(object some) => GC.KeepAlive(System.Threading.Interlocked.CompareExchange(ref some!, null, null));
        """,
        isWrong ? ["IRQ5006 definite any: AddIoApic(2)"] : []);

    [Fact]
    public Task An_id_is_taken_once() => Machine("""
        machine.AddIoApic(1);
        machine.AddIoApic(2);
        machine.AddIoApic(1);
        """,
        "IRQ5003 definite any: AddIoApic(1)");

    // ---- broken code

    [Theory]
    [InlineData("machine.AddRootBus().AddFunction(;")]
    [InlineData("machine.AddRootBus(1, ).AddFunction(\"02.0\", sriov: new(;")]
    [InlineData("machine.AddRemappingUnit().Covers(new DeviceScope(DeviceScopeKind., 0, [")]
    [InlineData("machine[Bdf.Parse(\"zz\")].Bus.AddFunction(\"\\")]
    [InlineData("if (machine.AddRootBus() is { } bus switch { case 1: break; while (bus.AddFunction(\"02.0\") ")]
    [InlineData("foreach (var x in machine.AddRootBus().AddBridge(\"01.0\").) { machine?. }")]
    [InlineData("goto there; there: machine.AddCatchAllUnit(); goto there;")]
    public async Task Half_typed_descriptions_are_read_without_a_crash(string text)
    {
        var diagnostics = await Model.AnalyzeAsync(Model.Compile(Wrap($"var machine = new Machine(\"m\"); {text}")));

        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
    }
}

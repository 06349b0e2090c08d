using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ5001 to IRQ5006: what descriptions of machines say, and what they leave open.</summary>
public class Machines
{
    // ---- IRQ5001: a function that no unit covers

    [Fact]
    public Task A_function_in_no_scope_is_reported() => Machine("""
        var root = machine.AddRootBus();
        var nic = root.AddFunction("02.0", "nic");
        root.AddFunction("03.0", "disk");
        machine.AddRemappingUnit().Covers(nic);
        """,
        """IRQ5001 definite any: AddFunction("03.0", "disk")""");

    [Fact]
    public Task A_catch_all_covers_what_no_scope_names() => Machine("""
        var root = machine.AddRootBus();
        var nic = root.AddFunction("02.0");
        root.AddFunction("03.0");
        machine.AddRemappingUnit().Covers(nic);
        machine.AddCatchAllUnit();
        """);

    [Fact]
    public Task A_catch_all_covers_its_own_segment_only() => Machine("""
        machine.AddRootBus().AddFunction("02.0");
        machine.AddRootBus(segment: 1).AddFunction("02.0", "far");
        machine.AddCatchAllUnit();
        """,
        """IRQ5001 definite any: AddFunction("02.0", "far")""");

    [Fact]
    public Task Without_a_unit_nothing_is_missing() => Machine("""machine.AddRootBus().AddFunction("02.0");""");

    [Fact]
    public Task What_sends_no_messages_needs_no_unit() => Machine("""
        var root = machine.AddRootBus();
        machine.AddRemappingUnit().Covers(root.AddBridge("01.0").SecondaryBus.AddFunction("00.0"));
        root.AddFunction("03.0", msixVectors: 0);
        """);

    [Fact]
    public Task VFs_send_even_where_their_PF_does_not() => Machine("""
        machine.AddRemappingUnit();
        machine.AddRootBus().AddFunction("03.0", msixVectors: 0, sriov: new(4, 1, 1));
        machine.AddRootBus(1).AddFunction("03.0", msixVectors: 0, sriov: new(4, 1, 1, VfMsixVectors: 0));
        """,
        """IRQ5001 definite any: AddFunction("03.0", msixVectors: 0, sriov: new(4, 1, 1))""");

    [Fact]
    public Task The_scope_of_a_bridge_covers_what_is_below() => Machine("""
        var port = machine.AddRootBus().AddBridge("1c.0");
        port.SecondaryBus.AddBridge("00.0", BridgeKind.SwitchPort).SecondaryBus.AddFunction("00.0");
        machine.AddRemappingUnit().Covers(port);
        """);

    [Theory]
    [InlineData("DeviceScope.Of(nic)")]
    [InlineData("new DeviceScope(DeviceScopeKind.Endpoint, 1, ImmutableArray.Create<(byte, byte)>((0x1C, 0), (2, 0)))")]
    [InlineData("new DeviceScope(DeviceScopeKind.Bridge, startBus: 1, path: ImmutableArray.Create<(byte, byte)>((0x1C, 0)))")]
    public Task Scopes_that_are_written_out_are_read(string scope) => Machine($$"""
        var nic = machine.AddRootBus(1).AddBridge("1c.0", secondaryBus: 2).SecondaryBus.AddFunction("02.0");
        machine.AddRemappingUnit().Covers({{scope}});
        """);

    [Theory]
    [InlineData("new DeviceScope(DeviceScopeKind.Endpoint, 0, ImmutableArray.Create<(byte, byte)>((0x1C, 0), (2, 0)))")]
    [InlineData("new DeviceScope(DeviceScopeKind.Endpoint, 1, ImmutableArray.Create<(byte, byte)>((0x1C, 0)))")]
    [InlineData("new DeviceScope(DeviceScopeKind.Endpoint, 1, ImmutableArray.Create<(byte, byte)>((0x1C, 0), (3, 0)))")]
    [InlineData("new DeviceScope(DeviceScopeKind.IoApic, 1, ImmutableArray.Create<(byte, byte)>((0x1C, 0), (2, 0)))")]
    public Task Scopes_that_lead_elsewhere_do_not_cover(string scope) => Machine($$"""
        machine.AddRootBus(1).AddBridge("1c.0", secondaryBus: 2).SecondaryBus.AddFunction("02.0");
        machine.AddRemappingUnit().Covers({{scope}});
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Fact]
    public Task What_hides_behind_a_function_is_covered_with_it() => Machine("""
        var root = machine.AddRootBus();
        var vmd = root.AddFunction("0e.0");
        machine.AddRootBusBehind(vmd).AddFunction("00.0", "disk");
        machine.AddRemappingUnit().Covers(vmd);
        """);

    [Fact]
    public Task What_hides_behind_an_uncovered_function_is_not() => Machine("""
        var root = machine.AddRootBus();
        var vmd = root.AddFunction("0e.0", msixVectors: 0);
        machine.AddRootBusBehind(vmd).AddFunction("00.0", "disk");
        machine.AddRemappingUnit();
        """,
        """IRQ5001 definite any: AddFunction("00.0", "disk")""");

    [Fact]
    public Task The_function_that_a_unit_appears_as_is_its_own() => Machine("""
        machine.AddAmdIommu(machine.AddRootBus().AddFunction("00.2", msixVectors: 0, msiVectors: 1));
        """);

    [Theory]
    [InlineData("new Machine(\"m\") { OffersInterruptRemapping = false }", "")]
    [InlineData("new Machine(\"m\") { OffersInterruptRemapping = flag }", "")]
    [InlineData("new Machine(\"m\")", "unit.SupportsInterruptRemapping = false;")]
    public Task Where_nothing_can_be_remapped_nothing_is_missing(string creation, string more) => Body($$"""
        var machine = {{creation}};
        machine.AddRootBus().AddFunction("02.0");
        var unit = machine.AddRemappingUnit();
        {{more}}
        """);

    // ---- IRQ5001: what is not known

    [Theory]
    [InlineData("machine.AddRemappingUnit().Covers(other);")]
    [InlineData("Help(machine);")]
    [InlineData("Help(machine.AddRemappingUnit());")]
    [InlineData("kept = machine;")]
    [InlineData("kept = root.Machine;")]
    [InlineData("list.Add(machine);")]
    [InlineData("foreach (var bus in machine.Buses) machine.AddRemappingUnit();")]
    [InlineData("if (flag) machine.AddCatchAllUnit();")]
    [InlineData("foreach (var number in numbers) machine.AddRemappingUnit().Covers(nic);")]
    [InlineData("machine.AddCatchAllUnit(segment: numbers[0]);")]
    [InlineData("Action later = () => machine.AddCatchAllUnit(); later();")]
    [InlineData("Later(); void Later() => machine.AddCatchAllUnit();")]
    [InlineData("try { machine.AddCatchAllUnit(); } catch (Exception) { }")]
    [InlineData("(flag ? machine : machine).AddCatchAllUnit();")]
    [InlineData("machine?.AddCatchAllUnit();")]
    [InlineData("var alias = machine; alias.AddCatchAllUnit();")]
    [InlineData("var again = root; again.Machine.AddCatchAllUnit();")]
    [InlineData("nic.Bus.Machine.AddCatchAllUnit();")]
    [InlineData("if (machine is { } same) same.AddCatchAllUnit();")]
    [InlineData("var two = (machine, 1); two.Item1.AddCatchAllUnit();")]
    [InlineData("ref var alias = ref machine; alias.AddCatchAllUnit();")]
    [InlineData("switch (numbers[0]) { case 1: { if (flag) { break; } else { break; } } } machine.AddCatchAllUnit();")]
    [InlineData("machine.AddRemappingUnit().Covers(new DeviceScope(DeviceScopeKind.Endpoint, 0, path));")]
    [InlineData("machine.AddRemappingUnit().Covers(new DeviceScope(kind, 0, ImmutableArray.Create<(byte, byte)>((2, 0))));")]
    public Task What_may_cover_the_function_silences(string more) => Body($$"""
        var machine = new Machine("m");
        var root = machine.AddRootBus();
        var nic = root.AddFunction("02.0");
        machine.AddRemappingUnit();
        {{more}}
        """);

    [Fact]
    public Task An_unknown_address_may_be_in_a_scope() => Machine("""
        machine.AddRootBus().AddFunction(text);
        machine.AddRemappingUnit().Covers(new DeviceScope(DeviceScopeKind.Endpoint, 0, ImmutableArray.Create<(byte, byte)>((2, 0))));
        """);

    [Fact]
    public Task A_unit_on_another_way_covers_nothing_and_is_missed_nowhere() => Machine("""
        if (flag) machine.AddRootBus().AddFunction("02.0");
        else machine.AddRemappingUnit();
        """);

    [Fact]
    public Task A_way_that_has_left_is_not_held_against_what_comes_later() => Body("""
        var machine = new Machine("m");
        foreach (var number in numbers)
        {
            machine.AddRootBus().AddFunction("02.0");
            return;
        }

        machine.AddRemappingUnit();
        """);

    [Fact]
    public Task A_loop_over_functions_is_followed() => Machine("""
        var root = machine.AddRootBus();
        machine.AddRemappingUnit();
        foreach (var number in numbers)
        {
            var function = root.AddFunction($"{number:x2}.0");
            if (number > 3) function.Gsi = 17;
        }
        """,
        """IRQ5001 definite any: AddFunction($"{number:x2}.0")""");

    [Fact]
    public Task A_loop_that_covers_what_it_adds_is_clean() => Machine("""
        var root = machine.AddRootBus();
        foreach (var number in numbers) machine.AddRemappingUnit().Covers(root.AddFunction($"{number:x2}.0"));
        """);

    // ---- where a machine goes

    [Fact]
    public Task A_machine_that_others_may_add_to_is_possibly_wrong() => Model.ExpectAsync("""
        public static class Machines
        {
            public static Machine Build()
            {
                var machine = new Machine("m");
                machine.AddRootBus().AddFunction("02.0");
                machine.AddRemappingUnit();
                return machine;
            }
        }
        """,
        """IRQ5001 possible any: AddFunction("02.0")""");

    [Theory]
    [InlineData("Build")]
    [InlineData("() => Build()")]
    [InlineData("Machines.Build")]
    public Task A_machine_that_only_the_engine_gets_is_finished(string handedOver) => Model.ExpectAsync($$"""
        internal static class Machines
        {
            private static Machine kept = null!;
            public static Machine Run() => System.Threading.LazyInitializer.EnsureInitialized(ref kept, {{handedOver}});
            private static Machine Build()
            {
                var machine = new Machine("m");
                machine.AddRootBus().AddFunction("02.0");
                machine.AddRemappingUnit();
                return machine;
            }
        }
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Fact]
    public Task A_machine_whose_method_is_called_here_is_possibly_wrong() => Model.ExpectAsync("""
        internal static class Machines
        {
            public static Machine Whole()
            {
                var machine = Build();
                machine.AddCatchAllUnit();
                return machine;
            }

            private static Machine Build()
            {
                var machine = new Machine("m");
                machine.AddRootBus().AddFunction("02.0");
                machine.AddRemappingUnit();
                return machine;
            }
        }
        """,
        """IRQ5001 possible any: AddFunction("02.0")""");

    [Fact]
    public Task A_lambda_that_another_assembly_calls_is_a_description_too() => Body("""
        System.Threading.LazyInitializer.EnsureInitialized(ref kept, () =>
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddFunction("02.0");
            machine.AddRemappingUnit();
            return machine;
        });
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Fact]
    public Task A_local_function_is_a_description_too() => Body("""
        System.Threading.LazyInitializer.EnsureInitialized(ref kept, Build);
        Machine Build()
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddFunction("02.0");
            machine.AddRemappingUnit();
            return machine;
        }
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Fact]
    public async Task What_is_possible_can_be_switched_off_and_up()
    {
        const string Source = """
            public static class Machines
            {
                public static Machine Build()
                {
                    var machine = new Machine("m");
                    machine.AddRootBus().AddFunction("02.0");
                    machine.AddRemappingUnit();
                    return machine;
                }
            }
            """;
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await Model.AnalyzeAsync(Model.Compile(Source))).Severity);
        Assert.Empty(await Model.AnalyzeAsync(Model.Compile(Source), options: ("irq_report_possible", "none")));
        Assert.Equal(
            DiagnosticSeverity.Warning,
            Assert.Single(await Model.AnalyzeAsync(Model.Compile(Source), options: ("irq_report_possible", "warning"))).Severity);
    }

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

    private static Task Machine(string text, params string[] findings) => Body($"var machine = new Machine(\"m\");\n{text}", findings);

    private static Task Body(string text, params string[] findings) => Model.ExpectAsync(Wrap(text), findings);

    private static string Wrap(string text) => $$"""
        internal class Describing
        {
            private Machine kept = null!;
            private static void Help(object part) { }
            public void Describe(
                bool flag, string text, int total, byte last, int[] numbers, List<Machine> list, PhysicalFunction other, IoApic ioApic,
                DeviceScopeKind kind, System.Collections.Immutable.ImmutableArray<(byte, byte)> path)
            {
                {{text.Replace("ImmutableArray.Create", "System.Collections.Immutable.ImmutableArray.Create", StringComparison.Ordinal)}}
            }
        }
        """;
}

using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ5001 to IRQ5006: what descriptions of machines say, and what they leave open.</summary>
public partial class Machines
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
    public Task A_machine_that_its_only_caller_completes_is_right() => Model.ExpectAsync("""
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
        """);

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

    private static Task Machine(string text, params string[] findings) => Body($"var machine = new Machine(\"m\");\n{text}", findings);

    private static Task Body(string text, params string[] findings) => Model.ExpectAsync(Wrap(text), findings);

    private static string Wrap(string text) => $$"""
        internal class Describing
        {
            private Machine kept = null!;
            protected virtual void Help(object part) { }
            public void Describe(
                bool flag, string text, int total, byte last, int[] numbers, List<Machine> list, PhysicalFunction other, IoApic ioApic,
                DeviceScopeKind kind, System.Collections.Immutable.ImmutableArray<(byte, byte)> path)
            {
                {{text.Replace("ImmutableArray.Create", "System.Collections.Immutable.ImmutableArray.Create", StringComparison.Ordinal)}}
            }
        }
        """;
}

using System.Runtime.CompilerServices;
using IrqModel.Rules;
using Xunit;

namespace IrqModel.Engine.Tests.Topology;

/// <summary>What a run says of its machine, whatever the host does.</summary>
public sealed class TopologyFindingTests
{
    [Fact]
    public void A_finding_has_the_line_that_describes_the_part()
    {
        var line = 0;
        var finding = Assert.Single(Run(machine =>
        {
            machine.AddRemappingUnit();
            line = Here();
            machine.AddRootBus().AddFunction("02.0", "nic");
        }));

        Assert.Equal($"IRQ5001|PciBus.AddFunction|TopologyFindingTests.cs:{line + 1}|PhysicalFunction", finding.Key.ToString());
        Assert.Equal("nic (0000:00:02.0)", finding.Subject);
    }

    [Fact]
    public void A_bridge_that_sends_is_a_function_too() => Expect(
        machine =>
        {
            machine.AddRemappingUnit();
            machine.AddRootBus().AddBridge("1c.0", msixVectors: 1).SecondaryBus.AddFunction("00.0", msixVectors: 0);
        },
        "IRQ5001|PciBus.AddBridge|PciBridge");

    [Fact]
    public void What_cannot_be_remapped_needs_no_unit()
    {
        Expect(machine => machine.AddRootBus().AddFunction("02.0"));
        Expect(machine =>
        {
            machine.AddRootBus().AddFunction("02.0");
            machine.AddRemappingUnit().SupportsInterruptRemapping = false;
        });
        var offersNone = Simulation.Run(
            () =>
            {
                var machine = new Machine("m") { OffersInterruptRemapping = false };
                machine.AddRootBus().AddFunction("02.0");
                machine.AddRemappingUnit();
                machine.AddCatchAllUnit(segment: 1);
                machine.AddCatchAllUnit(segment: 1);
                return machine;
            },
            machine => new Idle(machine));
        Assert.Empty(offersNone.Findings);
    }

    [Fact]
    public void The_function_of_an_AMD_unit_is_its_own_and_others_are_not() => Expect(
        machine =>
        {
            var root = machine.AddRootBus();
            machine.AddAmdIommu(root.AddFunction("00.2"));
            machine.AddRootBus(segment: 1).AddFunction("00.2");
        },
        "IRQ5001|PciBus.AddFunction|PhysicalFunction");

    [Fact]
    public void What_hides_behind_a_function_is_covered_with_it() => Expect(
        machine =>
        {
            var vmd = machine.AddRootBus().AddFunction("0e.0");
            machine.AddRootBusBehind(vmd).AddFunction("00.0");
            machine.AddRemappingUnit().Covers(vmd);
        });

    [Fact]
    public void The_losing_scope_is_the_one_that_is_named()
    {
        var line = 0;
        var findings = Run(machine =>
        {
            var port = machine.AddRootBus().AddBridge("1c.0");
            var nic = port.SecondaryBus.AddFunction("00.0");
            var other = port.SecondaryBus.AddFunction("01.0");
            line = Here();
            machine.AddRemappingUnit().Covers(port);
            machine.AddRemappingUnit().Covers(nic).Covers(other);
        });

        Assert.Equal($"IRQ5002|RemappingUnit.Covers|TopologyFindingTests.cs:{line + 1}|RemappingUnit", Assert.Single(findings).Key.ToString());
    }

    [Fact]
    public void Second_catch_all_units_are_named_by_what_added_them() => Expect(
        machine =>
        {
            machine.AddCatchAllUnit();
            machine.AddAmdIommu();
            machine.AddCatchAllUnit(segment: 1);
            machine.AddCatchAllUnit();
        },
        "IRQ5004|Machine.AddAmdIommu|RemappingUnit", "IRQ5004|Machine.AddCatchAllUnit|RemappingUnit");

    [Fact]
    public void VFs_are_where_the_registers_say_for_all_of_them() => Expect(
        machine =>
        {
            var port = machine.AddRootBus().AddBridge("01.0", secondaryBus: 1);
            port.SecondaryBus.AddFunction("00.0", sriov: new(4, 1, 1) { LayoutForCount = count => new(count * 0x80, 1) });
            port.ForwardsAri = true;
            port.SecondaryBus.AddFunction("00.1", sriov: new(4, 0x100, 1) { AriLayout = new(0x10, 1) });
            port.SecondaryBus.AddFunction("01.0", sriov: new(2, 0x10, 0x100));
        },
        "IRQ5005|PciBus.AddFunction|PhysicalFunction", "IRQ5005|PciBus.AddFunction|PhysicalFunction");

    [Fact]
    public void An_IOAPIC_in_no_scope_keeps_remapping_off()
    {
        var isOn = true;
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("m");
                machine.AddIoApic(3);
                machine.AddCatchAllUnit().Covers(machine.AddIoApic(4));
                return machine;
            },
            machine => new Idle(machine),
            async host =>
            {
                await Flow.Completed;
                isOn = new Iommu(host.Machine).EnableInterruptRemapping();
            });

        Assert.False(isOn);
        Assert.Equal(("IRQ5006", "IOAPIC 3"), (Assert.Single(result.Findings).Key.Rule, result.Findings[0].Subject));
    }

    [Fact]
    public void A_scope_names_an_IOAPIC_by_its_number()
    {
        var machine = new Machine("m");
        var ioApic = machine.AddIoApic(7, bus: 0xF1, device: 2, function: 1);

        var scope = Assert.Single(machine.AddRemappingUnit().Covers(ioApic).Scopes);

        Assert.Equal((DeviceScopeKind.IoApic, 0xF1, 7), (scope.Kind, scope.StartBus, scope.EnumerationId));
        Assert.Equal([((byte)2, (byte)1)], scope.Path);
        Assert.Contains(
            "in machine 'm'",
            Assert.Throws<TopologyException>(() => new Machine("other").AddRemappingUnit().Covers(ioApic)).Message, StringComparison.Ordinal);
        Assert.Throws<TopologyException>(() => machine.AddIoApic(8, device: 32));
    }

    [Fact]
    public void What_no_hardware_can_have_names_its_rule()
    {
        Action<Machine>[] impossible =
        [
            machine => machine.AddRootBus().AddFunction("20.0"),
            machine => machine.Buses[0].AddFunction("01.0"),
            machine => machine.Buses[0].AddBridge("01.0"),
            machine => machine.AddRootBus(),
            machine => machine.Buses[0].AddBridge("02.0", secondaryBus: 0),
            machine => machine.Buses[0].AddBridge("02.0", secondaryBus: 5, subordinateBus: 4),
            machine => machine.AddIoApic(1),
        ];
        foreach (var describe in impossible)
        {
            var machine = new Machine("m");
            if (describe != impossible[0]) machine.AddRootBus().AddFunction("01.0");
            machine.AddIoApic(1);
            Assert.Equal(RuleIds.AddressTaken, Assert.Throws<TopologyException>(() => describe(machine)).Rule);
        }

        Assert.Null(Assert.Throws<TopologyException>(() => new Machine("m").AddRootBus().AddFunction("01.0", msixVectors: 4000)).Rule);
    }

    private static int Here([CallerLineNumber] int line = 0) => line;

    private static void Expect(Action<Machine> describe, params string[] findings) => Assert.Equal(
        findings, Run(describe).Select(finding => $"{finding.Key.Rule}|{finding.Key.Operation}|{finding.Key.SubjectType}"));

    private static System.Collections.Immutable.ImmutableArray<Finding> Run(Action<Machine> describe) => Simulation.Run(
        () =>
        {
            var machine = new Machine("m");
            describe(machine);
            return machine;
        },
        machine => new Idle(machine)).Findings;

    private sealed class Idle(Machine machine) : Host(machine)
    {
        public override Flow Boot() => Flow.Completed;
    }
}

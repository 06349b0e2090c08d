namespace IrqModel.Firmware.Tests;

public class TableImportTests
{
    [Fact]
    public void Units_come_in_table_order_with_all_their_scopes()
    {
        Machine machine = Import(new DmarBytes()
            .Drhd(0x1000, false, DmarBytes.Scope(1, 0, 0, 2, 0))
            .Drhd(0x2000, true, DmarBytes.Scope(3, 8, 0xF0, 0x1F, 0), DmarBytes.Scope(4, 1, 0xF0, 0xF, 0),
                DmarBytes.Scope(5, 3, 0, 0x15, 0))
            .Andd(3, "\\_SB.PCI0.I2C0")).CreateMachine();

        Assert.Equal([0x1000UL, 0x2000UL], machine.RemappingUnits.Select(unit => unit.RegisterBase));
        Assert.Equal([false, true], machine.RemappingUnits.Select(unit => unit.IncludeAll));
        Assert.Equal(
            [(DeviceScopeKind.IoApic, 8), (DeviceScopeKind.Hpet, 1), (DeviceScopeKind.AcpiNamespace, 3)],
            machine.RemappingUnits[1].Scopes.Select(scope => (scope.Kind, (int)scope.EnumerationId)));
    }

    [Fact]
    public void Paths_become_root_ports_and_switch_ports_with_buses_that_the_table_does_not_mention()
    {
        Machine machine = Import(DmarBytes.OneUnit(
            DmarBytes.Scope(1, 0, 0, 0x1C, 0, 1, 0, 2, 0), DmarBytes.Scope(2, 0, 0, 0x1C, 4),
            DmarBytes.Scope(1, 0, 1, 5, 0))).CreateMachine();

        Assert.Equal([0, 2, 3, 4, 1], machine.Buses.Select(bus => (int)bus.Number));
        Assert.Equal(
            [BridgeKind.RootPort, BridgeKind.SwitchPort, BridgeKind.RootPort],
            machine.Functions.OfType<PciBridge>().OrderBy(bridge => bridge.SecondaryBus.Number).Select(bridge => bridge.Kind));
        Assert.Equal("0000:03", machine.Functions.Single(function => function.Address.Device == 2).Bus.ToString());
        Assert.Null(machine[Bdf.Parse("01:05.0")].Bus.Bridge);
    }

    [Fact]
    public void More_bridges_than_bus_numbers_import_and_are_noted()
    {
        byte[][] scopes = [.. Enumerable.Range(0, 512)
            .Select(n => DmarBytes.Scope(2, 0, (byte)(n >> 8), (byte)(n >> 3 & 31), (byte)(n & 7)))];
        ImportedMachine machine = Import(new DmarBytes().Drhd(0x1000, false, scopes));

        Assert.Equal(512, machine.CreateMachine().Functions.Count);
        Assert.Contains(machine.Report.Notes, note => note.What.StartsWith("no bus number is left", StringComparison.Ordinal));
    }

    [Fact]
    public void The_deepest_path_that_a_scope_can_hold_imports()
    {
        byte[] path = [.. Enumerable.Range(0, 248).Select(_ => (byte)0)];

        Assert.Equal(124, Import(DmarBytes.OneUnit(DmarBytes.Scope(1, 0, 0, path))).CreateMachine().Functions.Count);
    }

    [Fact]
    public void What_cannot_be_taken_over_is_left_out_and_noted()
    {
        ImportedMachine machine = Import(new DmarBytes()
            .Drhd(0x1000, true, DmarBytes.Scope(3, 2, 0xF0, 0x1F, 0), DmarBytes.Scope(9, 0, 0, 2, 0), DmarBytes.Scope(1, 0, 0),
                DmarBytes.Scope(1, 0, 0, 40, 0))
            .Drhd(0x1000, false, DmarBytes.Scope(1, 0, 0, 2, 0)));

        Assert.Single(machine.CreateMachine().RemappingUnits);
        Assert.Equal(
            ["DMAR offset 0x5E", "DMAR offset 0x48", "DMAR offset 0x50", "DMAR offset 0x56"], machine.Report.Notes
                .Select(note => note.Where));
    }

    [Fact]
    public void The_flag_decides_whether_remapping_is_offered_and_a_base_of_0_takes_it_away()
    {
        Assert.True(Import(DmarBytes.OneUnit()).CreateMachine().OffersInterruptRemapping);
        Assert.False(Import(new DmarBytes { Flags = 0 }.Drhd(0x1000, true)).CreateMachine().OffersInterruptRemapping);
        ImportedMachine defective = Import(new DmarBytes().Drhd(0, true));
        Assert.False(defective.CreateMachine().OffersInterruptRemapping);
        Assert.Equal(0x38, defective.Defect!.Offset);
        Assert.Equal(48, Import(new DmarBytes()).Defect!.Offset);
        Assert.Null(Import(new DmarBytes().Drhd(0x1000, true).Rmrr(0x2000, 0x1000)).Defect);
    }

    [Fact]
    public void Each_machine_that_is_made_is_a_new_one()
    {
        ImportedMachine machine = Import(DmarBytes.OneUnit(DmarBytes.Scope(1, 0, 0, 2, 0)));

        Assert.NotSame(machine.CreateMachine(), machine.CreateMachine());
        ImportedMachine more = machine.With(new ImportedFunction(Bdf.Parse("00:01.0")) { MsixTableSize = 3 });
        Assert.Equal(["00:01.0", "00:02.0"], more.Functions.Select(function => function.Address.RequesterId.ToString()));
        Assert.Throws<ArgumentException>(() => machine.With(new ImportedFunction(Bdf.Parse("07:01.0"))));
    }

    private static ImportedMachine Import(DmarBytes table) => MachineImporter.Import(DmarTable.Parse(table.Build(), "t"));
}

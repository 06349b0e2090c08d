namespace IrqModel.Firmware.Tests;

public class DumpImportTests
{
    private static readonly DmarTable Table = DmarTable.Parse(DmarBytes.OneUnit(DmarBytes.Scope(3, 2, 0xF0, 0x1F, 0)).Build(), "t");

    [Fact]
    public void Bridges_take_their_buses_and_kinds_from_the_dump()
    {
        Machine machine = Import(
            """
            00:1c.0 PCI bridge: A
            	Bus: primary=00, secondary=03, subordinate=05, sec-latency=0
            	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00
            	Capabilities: [80] MSI: Enable+ Count=1/2 Maskable- 64bit-
            00:1e.0 PCI bridge: B (prog-if 01 [Subtractive decode])
            	Bus: primary=00, secondary=06, subordinate=06, sec-latency=32
            03:00.0 PCI bridge: C
            	Bus: primary=03, secondary=04, subordinate=04, sec-latency=0
            	Capabilities: [40] Express (v1) PCI-Express to PCI/PCI-X Bridge, MSI 00
            04:01.0 Ethernet controller: D
            	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-
            """).CreateMachine();

        var port = Assert.IsType<PciBridge>(machine[Bdf.Parse("00:1c.0")]);
        Assert.Equal((BridgeKind.RootPort, (byte)3, (byte)5, 2),
            (port.Kind, port.SecondaryBus.Number, port.SubordinateBus, port.MsiVectors));
        Assert.Equal(BridgeKind.Conventional, Assert.IsType<PciBridge>(machine[Bdf.Parse("00:1e.0")]).Kind);
        Assert.Equal(BridgeKind.PcieToPci, Assert.IsType<PciBridge>(machine[Bdf.Parse("03:00.0")]).Kind);
        PciFunction nic = machine[Bdf.Parse("04:01.0")];
        Assert.Equal(("0000:03", 10), (nic.Bus.Bridge!.Bus.ToString(), nic.MsixTableSize));
    }

    [Fact]
    public void Buses_that_no_bridge_leads_to_are_root_buses_and_noted()
    {
        ImportedMachine machine = Import("00:00.0 Host bridge: A\n3f:00.0 Host bridge: B\n10000:e1:00.0 Ethernet controller: C\n");

        Assert.Equal([(0, (byte)0), (0, (byte)0x3F), (0x10000, (byte)0xE1)], machine.RootBuses);
        Assert.Equal(["bus 0000:3f", "bus 10000:e1"], machine.Report.Notes.Select(note => note.Where));
    }

    [Theory]
    [InlineData("primary=00, secondary=00, subordinate=00")]
    [InlineData("primary=05, secondary=05, subordinate=05")]
    [InlineData("primary=05, secondary=01, subordinate=09")]
    public void A_bridge_that_leads_nowhere_is_a_function_with_nothing_behind_it(string buses)
    {
        ImportedMachine machine = Import($"05:00.0 PCI bridge: A\n\tBus: {buses}, sec-latency=0\n01:00.0 Ethernet controller: B\n");

        Assert.Equal(2, machine.CreateMachine().Functions.Count);
        Assert.Contains(machine.Report.Notes,
            note => note.ToString().StartsWith("0000:05:00.0, line 1: a bridge to bus", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_bridges_to_one_bus_and_bridges_in_a_circle_still_make_a_machine()
    {
        Machine machine = Import(
            """
            00:01.0 PCI bridge: A
            	Bus: primary=00, secondary=02, subordinate=01, sec-latency=0
            00:02.0 PCI bridge: B
            	Bus: primary=00, secondary=02, subordinate=02, sec-latency=0
            02:00.0 PCI bridge: C
            	Bus: primary=02, secondary=03, subordinate=03, sec-latency=0
            03:00.0 PCI bridge: D
            	Bus: primary=03, secondary=02, subordinate=03, sec-latency=0
            """).CreateMachine();

        Assert.Equal(4, machine.Functions.Count);
        Assert.Equal(["00:01.0", "02:00.0"], machine.Functions.OfType<PciBridge>().Select(bridge => bridge.Address.RequesterId.ToString()));
    }

    [Fact]
    public void VFs_that_were_enabled_are_set_apart_and_give_their_table_size()
    {
        ImportedMachine machine = Import(
            """
            01:00.0 Ethernet controller: A
            	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
            		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy-
            		Initial VFs: 8, Total VFs: 8, Number of VFs: 2, Function Dependency Link: 00
            		VF offset: 128, stride: 2, Device ID: 10ed
            01:10.0 Ethernet controller: A Virtual Function
            	Capabilities: [70] MSI-X: Enable+ Count=4 Masked-
            01:10.2 Ethernet controller: A Virtual Function
            01:10.4 Ethernet controller: something else
            """);

        Assert.Equal(["01:00.0", "01:10.4"], machine.Functions.Select(function => function.Address.RequesterId.ToString()));
        Assert.Equal(new SriovCapability(8, 128, 2, 4), machine.Functions[0].Sriov);
        Assert.Equal(["01:10.0", "01:10.2"], machine.EnabledVirtualFunctions.Keys.Select(address => address.RequesterId.ToString()));
        Assert.Contains(machine.Report.Notes, note => note.What.StartsWith("2 VFs", StringComparison.Ordinal));
    }

    [Fact]
    public void An_impossible_SRIOV_capability_is_left_out_and_noted()
    {
        ImportedMachine machine = Import(
            "01:00.0 Ethernet controller: A\n\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n");

        Assert.Null(machine.Functions[0].Sriov);
        Assert.Contains(machine.Report.Notes, note => note.What.Contains("gives VFs no addresses", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scope_that_the_dump_contradicts_is_noted_with_its_offset()
    {
        DmarTable table = DmarTable.Parse(
            new DmarBytes().Drhd(
                0x1000, false, DmarBytes.Scope(1, 0, 0, 2, 0), DmarBytes.Scope(2, 0, 0, 3, 0),
                DmarBytes.Scope(1, 0, 0, 3, 0, 1, 0)).Build(), "t");
        ImportedMachine machine = MachineImporter.Import(table, Dump.Of("00:03.0 Ethernet controller: A\n"));

        Assert.Equal(
            [
                "DMAR offset 0x40: DRHD scope PciEndpoint 00:02.0: there is no function 0000:00:02.0",
                "DMAR offset 0x48: DRHD scope PciSubHierarchy 00:03.0: 0000:00:03.0 is no bridge",
                "DMAR offset 0x50: DRHD scope PciEndpoint 00:03.0/01.0: the path goes on behind 0000:00:03.0, which is no bridge",
            ],
            machine.Report.Notes.Select(note => note.ToString()).Where(note => !note.Contains("IOAPIC", StringComparison.Ordinal)));
    }

    private static ImportedMachine Import(string dump) => MachineImporter.Import(Table, Dump.Of(dump));
}

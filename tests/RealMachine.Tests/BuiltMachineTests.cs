using IrqModel;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using RealMachine.Machines;
using RealMachine.Report;

namespace RealMachine.Tests;

public class BuiltMachineTests
{
    private const string Server = """
        00:00.0 Host bridge: A
        00:1c.0 PCI bridge: B (prog-if 00 [Normal decode])
        	Bus: primary=00, secondary=01, subordinate=02, sec-latency=0
        	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00
        	Capabilities: [80] MSI: Enable+ Count=1/1 Maskable- 64bit-
        01:00.0 Ethernet controller: C
        	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-
        	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
        		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy+
        		Initial VFs: 8, Total VFs: 8, Number of VFs: 2, Function Dependency Link: 00
        		VF offset: 384, stride: 2, Device ID: 10ed
        02:10.0 Ethernet controller: C Virtual Function
        	Capabilities: [70] MSI-X: Enable+ Count=4 Masked-
        02:10.2 Ethernet controller: C Virtual Function
        	Capabilities: [70] MSI-X: Enable+ Count=4 Masked-
        """;

    private static readonly byte[] OneUnit = DmarBytes.OneUnit(Tables.TheIoApic).Build();

    [Fact]
    public void A_catch_all_table_alone_gets_a_root_bus_and_the_nic()
    {
        var outcome = Checks.RunAndCheck(OneUnit);

        Assert.Equal(["0000:00:01.0", "0000:00:11.0", "0000:00:11.2"], outcome.Rows.Select(row => row.Address.ToString()));
        Assert.Equal(["catch-all", "VF: the unit of its PF 00:01.0", "VF: the unit of its PF 00:01.0"], outcome.Rows.Select(row => row.Coverage.Reason));
        Assert.Equal([FaultReason.None, FaultReason.CompatibilityBlocked, FaultReason.CompatibilityBlocked], outcome.Rows.Select(row => row.Before.Fault));
        Assert.Equal(["IRQ2001"], outcome.Before.FindingKeys.Select(key => key.Rule).Distinct());
        Assert.Empty(outcome.After.Findings);
    }

    [Fact]
    public void Each_reason_for_a_unit_is_told()
    {
        var table = new DmarBytes()
            .Drhd(0x1000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 2, 0), DmarBytes.Scope(Tables.Bridge, 0, 0, 0x1C, 0))
            .Drhd(0x2000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 2, 0), DmarBytes.Scope(Tables.Endpoint, 0, 0, 0x1D, 0, 3, 0))
            .Drhd(0x3000, true, Tables.TheIoApic)
            .Rmrr(0, 0xFFF, DmarBytes.Scope(Tables.Endpoint, 0, 0, 0x1C, 0, 4, 0))
            .Build();
        var reasons = Checks.RunAndCheck(table).Rows.ToDictionary(row => row.Address.ToString(), row => $"{row.Coverage.Unit}: {row.Coverage.Reason}");

        Assert.Equal("dmar1: endpoint scope 00:02.0; named by dmar0 and dmar1, first match dmar1", reasons["0000:00:02.0"]);
        Assert.Equal("dmar0: bridge scope 00:1c.0", reasons["0000:00:1c.0"]);
        Assert.Equal("dmar0: below bridge scope 00:1c.0", reasons["0000:01:04.0"]);
        Assert.Equal("dmar2: catch-all", reasons["0000:00:1d.0"]);
        Assert.Equal("dmar1: endpoint scope 00:1d.0/03.0", reasons["0000:02:03.0"]);
        Assert.Equal("dmar2: catch-all", reasons["0000:00:01.0"]);
    }

    [Fact]
    public void A_function_that_no_unit_covers_gets_no_vectors()
    {
        var table = new DmarBytes().Drhd(0x1000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 2, 0)).Build();
        var outcome = Checks.RunAndCheck(table, request: new NicRequest(Bdf.Parse("00:02.0")));
        Assert.All(outcome.Rows, row => Assert.Equal("dmar0", row.Coverage.Unit));

        var nic = Checks.RunAndCheck(table).Rows[0];
        Assert.Equal((null, "no scope names it and there is no catch-all"), (nic.Coverage.Unit, nic.Coverage.Reason));
        Assert.Equal("no MSI domain: gets no vectors", nic.After.Verdict);
    }

    [Fact]
    public void A_nic_of_the_dump_keeps_its_capability_and_its_VFs_take_the_unit_of_its_bridge()
    {
        var table = new DmarBytes().Drhd(0x1000, false, DmarBytes.Scope(Tables.Bridge, 0, 0, 0x1C, 0)).Drhd(0x2000, true, Tables.TheIoApic).Build();
        var outcome = Checks.RunAndCheck(table, LspciDump.Parse(new StringReader(Server), "t"));

        Assert.Equal("0000:01:00.0", outcome.Plan.Address.ToString());
        Assert.Equal(
            ["0000:00:00.0", "0000:00:1c.0", "0000:01:00.0", "0000:02:10.0", "0000:02:10.2"], outcome.Rows.Select(row => row.Address.ToString()));
        Assert.Equal([null, null, null, "01:00.0", "01:00.0"], outcome.Rows.Select(row => row.PhysicalFunction?.RequesterId.ToString()));
        Assert.All(outcome.Rows.Where(row => row.Address.Bus > 0), row => Assert.Equal("dmar0", row.Coverage.Unit));
        Assert.Equal("02:10.2", outcome.Rows[^1].After.SourceId);
        Assert.Equal("no MSI", outcome.Rows[0].After.Verdict);
    }

    [Fact]
    public void VFs_on_a_virtual_bus_below_a_bridge_escape_the_bug_only_if_the_bridge_has_the_same_unit()
    {
        var dump = LspciDump.Parse(new StringReader(Server), "t");
        var one = Checks.RunAndCheck(OneUnit, dump);
        Assert.Equal(2, one.Rows.Count(row => row.ArrivesByAccident));
        Assert.Contains("(2 of them VFs by accident: ", ConsoleReport.Summary(one), StringComparison.Ordinal);

        var table = new DmarBytes().Drhd(0x1000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 0x1C, 0, 0, 0)).Drhd(0x2000, true, Tables.TheIoApic).Build();
        var two = Checks.RunAndCheck(table, dump);
        Assert.Equal(["dmar0", "dmar0"], two.Rows.Where(row => row.IsVirtual).Select(row => row.Coverage.Unit));
        Assert.All(two.Rows.Where(row => row.IsVirtual), row => Assert.Equal((0, FaultReason.EntryNotPresent), (row.Before.Arrived, row.Before.Fault)));
    }

    [Theory]
    [InlineData("00:00.0")]
    [InlineData("00:05.3")]
    [InlineData("02:00.0")]
    public void A_nic_where_the_user_wants_it_gets_VFs_that_collide_with_nothing(string address)
    {
        var dump = LspciDump.Parse(new StringReader(Server.ReplaceLineEndings("\n") + "\n02:00.0 Ethernet controller: D\n00:10.0 Host bridge: E\n"), "t");
        foreach (var count in new[] { 1, 8, 40 })
        {
            if (address.StartsWith("02", StringComparison.Ordinal)) dump = LspciDump.Parse(new StringReader(TwoLevels), "t");
            var outcome = Checks.RunAndCheck(OneUnit, dump, new NicRequest(Bdf.Parse(address), count));
            Assert.Equal(count, outcome.Rows.Count(row => row.IsVirtual));
        }
    }

    [Fact]
    public void VFs_that_do_not_fit_on_the_bus_of_their_PF_go_to_bus_numbers_that_nothing_uses()
    {
        var outcome = Checks.RunAndCheck(OneUnit, LspciDump.Parse(new StringReader(TwoLevels), "t"), new NicRequest(Bdf.Parse("00:01.0"), 400));

        Assert.All(outcome.Rows.Where(row => row.IsVirtual), row => Assert.True(row.Address.Bus > 2));
    }

    [Fact]
    public void No_VFs_are_possible_too()
    {
        var outcome = Checks.RunAndCheck(OneUnit, request: new NicRequest(VirtualFunctions: 0));

        Assert.Single(outcome.Rows);
        Assert.Empty(outcome.Before.Findings);
    }

    [Fact]
    public void Without_the_flag_for_interrupt_remapping_it_stays_off()
    {
        var outcome = Checks.RunAndCheck(new DmarBytes { Flags = 0 }.Drhd(0x1000, true).Build());

        Assert.False(outcome.RemappingEnabled);
        Assert.Equal("firmware does not offer interrupt remapping (the table's flag INTR_REMAP is 0)", outcome.WhyRemappingIsOff);
    }

    private const string TwoLevels = """
        00:1c.0 PCI bridge: B
        	Bus: primary=00, secondary=01, subordinate=02, sec-latency=0
        01:00.0 PCI bridge: B
        	Bus: primary=01, secondary=02, subordinate=02, sec-latency=0
        02:00.0 Ethernet controller: D
        """;
}

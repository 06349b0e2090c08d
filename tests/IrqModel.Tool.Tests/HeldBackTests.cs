using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>What the registers Control and Status of a listing say of messages.</summary>
public class HeldBackTests
{
    private const string Off = "[    0.000000] Linux version 6.12.0 (a@b)\n[    0.000000] Command line: intremap=off\n";

    private static string Device(string control, string msi) => $"00:14.0 USB controller: Example xHCI\n\t{control}\n\tCapabilities: [80] MSI: {msi} Count=1/8 Maskable- 64bit+\n\tKernel driver in use: xhci_hcd\n\n";

    [Theory]
    [InlineData("Control: I/O- Mem+ BusMaster- SpecCycle- MemWINV-")]
    [InlineData("Flags: fast devsel, IRQ 16")]
    public void Without_bus_mastering_no_message_leaves(string control)
    {
        var explanation = Reference.Explain(null, false, Device(control, "Enable+"), Off);
        var function = explanation.At("00:14.0");
        var lines = Summary.Of(explanation).ToArray();

        Assert.True(function.IsHeld);
        Assert.Contains("input0.txt line 2", function.HeldBack!.Words, StringComparison.Ordinal);
        Assert.Contains("1 function holds its messages back (BusMaster-)", lines[0].Replace("the function", "1 function", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("cannot leave", StringComparison.Ordinal) && line.EndsWith("Once its bus mastering is on they would arrive, by prediction.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Control: I/O- Mem+ BusMaster+ SpecCycle- MemWINV-", "Enable+")]
    [InlineData("Flags: bus master, fast devsel, latency 0, IRQ 16", "Enable+")]
    [InlineData("Control: I/O- Mem+ BusMaster- SpecCycle- MemWINV-", "Enable-")]
    [InlineData("Subsystem: Example", "Enable+")]
    public void A_bus_master_or_a_function_whose_messages_are_off_or_one_that_shows_neither_is_not_held(string control, string msi) =>
        Assert.Null(Reference.Explain(null, false, Device(control, msi), Off).At("00:14.0").HeldBack);

    [Fact]
    public void Interrupts_that_came_show_that_bus_mastering_was_on()
    {
        var explanation = Reference.Explain(null, false, Device("Control: BusMaster-", "Enable+"), Off,
            "           CPU0\n 120:        100  PCI-MSI 327680-edge      xhci_hcd\n");

        Assert.False(explanation.At("00:14.0").IsHeld);
    }

    [Fact]
    public void A_bridge_without_bus_mastering_passes_no_messages_from_below()
    {
        const string Below = """
            00:1c.0 PCI bridge: Example Root Port
            	Control: I/O+ Mem+ BusMaster- SpecCycle-
            	Bus: primary=00, secondary=03, subordinate=03, sec-latency=0

            03:00.0 Ethernet controller: Example
            	Control: I/O+ Mem+ BusMaster+ SpecCycle-
            	Capabilities: [a0] MSI: Enable+ Count=1/1 Maskable- 64bit+

            """;
        var function = Reference.Explain(null, false, Below, Off).At("03:00.0");

        Assert.True(function.IsHeld);
        Assert.Contains("bus mastering of the bridge 0000:00:1c.0 above is off (BusMaster-, input0.txt line 2)", function.HeldBack!.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:05.1 System peripheral: Example\n\tControl: I/O- Mem- BusMaster-\n\tStatus: Cap- 66MHz- UDF-\n\n", "no MSI")]
    [InlineData("00:05.1 System peripheral: Example\n\tStatus: Cap+ 66MHz- UDF-\n\tCapabilities: <access denied>\n\n", "unknown: capabilities are not shown: lspci was run without root (<access denied>)")]
    [InlineData("00:05.1 System peripheral: Example\n\tControl: I/O- Mem- BusMaster-\n\n", "unknown: no MSI capability is among those shown, but the listing does not prove that there is none")]
    public void A_function_without_a_list_of_capabilities_has_no_MSI(string text, string verdict) =>
        Assert.Equal(verdict, Reference.Explain("linux-6.12", true, text).Verdict("00:05.1"));

    [Fact]
    public void Messages_that_are_off_with_a_driver_agree_with_no_vectors()
    {
        // Neither scope of the table reaches segment 1.
        var function = Reference.Explain("linux-6.12", true, "0001:00:14.0 USB controller: Example\n\tCapabilities: [80] MSI: Enable- Count=1/8 Maskable- 64bit+\n\tKernel driver in use: xhci_hcd\n").At("0001:00:14.0");

        Assert.Equal(("no vectors", Agreement.Agrees), (function.Prediction.Verdict.Value.ToString(), function.Agreement));
        Assert.Contains("are off while the driver xhci_hcd has it", Assert.Single(function.Observations).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_register_of_a_dump_shows_it_too()
    {
        const string Dump = "00:14.0 USB controller: Example\n00: 86 80 e0 7a 02 04 90 02 11 30 03 0c 00 00 80 00\n";

        Assert.False(Reference.Explain("linux-6.12", false, Dump).At("00:14.0").Function.IsBusMaster);
        Assert.True(Reference.Explain("linux-6.12", false, Dump.Replace("02 04 90", "06 04 90", StringComparison.Ordinal)).At("00:14.0").Function.IsBusMaster);
    }

    [Theory]
    [InlineData("Enable-", true)]
    [InlineData("Enable+", false)]
    public void That_messages_are_off_is_told_too_where_nothing_can_be_predicted(string msi, bool isOff) =>
        Assert.Equal(isOff, Summary.Of(Reference.Explain(null, false, Device("Control: BusMaster+", msi)))
            .Contains("  00:14.0: MSI is off: it sends no messages now (a driver may use the pin)."));
}

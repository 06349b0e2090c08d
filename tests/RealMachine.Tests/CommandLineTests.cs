using System.Text.Json;
using IrqModel.Firmware.Tests;

namespace RealMachine.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("realmachine").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_report_names_every_function_and_sums_up()
    {
        var run = Cli.Run(Table(DmarBytes.OneUnit(Tables.TheIoApic).Build()));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("0000:00:11.2", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "3 functions, 3 with MSI. S1: 1 of 3 arrive, 2 VFs blocked with fault 0x25 (Blocked a compatibility format interrupt request). S2: 3 of 3 arrive.\n",
            run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nic 00:40.0: not a PCI address", "--nic", "00:40.0")]
    [InlineData("--nic 0000:07:00.0: there is no bus 0000:07; there are 0000:00.", "--nic", "07:00.0")]
    [InlineData("--vfs -1: expected 0 to 4096.", "--vfs=-1")]
    [InlineData("--vfs many: expected 0 to 4096.", "--vfs", "many")]
    [InlineData("--vfs 4097: expected 0 to 4096.", "--vfs", "4097")]
    [InlineData("Unrecognized command or argument", "--what", "x")]
    public void A_wrong_option_is_one_line_on_stderr(string expected, params string[] options) =>
        AssertRefused(expected, [Table(DmarBytes.OneUnit().Build()), .. options]);

    [Fact]
    public void More_VFs_than_the_NIC_has_are_refused_with_what_it_has()
    {
        var dump = Path.Combine(folder, "dump");
        File.WriteAllText(dump, """
            00:03.0 Ethernet controller: C
            	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
            		Initial VFs: 8, Total VFs: 8, Number of VFs: 0, Function Dependency Link: 00
            		VF offset: 128, stride: 2, Device ID: 10ed
            00:04.0 PCI bridge: B
            	Bus: primary=00, secondary=01, subordinate=01, sec-latency=0
            """);
        var table = Table(DmarBytes.OneUnit().Build());

        AssertRefused("0000:00:03.0 cannot have 9 VFs: its TotalVFs is 8.", table, dump, "--vfs", "9");
        AssertRefused("--nic 0000:00:04.0: is a bridge, and a bridge has no VFs.", table, dump, "--nic", "00:04.0");
        AssertRefused("0000:01:00.0 cannot have 300 VFs: no offset and stride", table, dump, "--nic", "01:00.0", "--vfs", "300");
        Assert.Equal(0, Cli.Run(table, dump, "--vfs", "8").ExitCode);
    }

    [Fact]
    public void Files_that_are_not_there_or_are_something_else_are_refused_by_name()
    {
        var table = Table(DmarBytes.OneUnit().Build());
        var missing = Path.Combine(folder, "missing");
        var text = Path.Combine(folder, "text");
        File.WriteAllText(text, "no lspci");

        AssertRefused($"{missing}: there is no such file", missing);
        AssertRefused($"{missing}: there is no such file", table, missing);
        AssertRefused($"{folder}: ", folder);
        AssertRefused("text: no PCI device; expected", table, text);
        AssertRefused("text: offset 0x", text);
        AssertRefused("DMAR", []);
        AssertRefused(Path.Combine(missing, "j"), table, "--json", Path.Combine(missing, "j"));
    }

    [Fact]
    public void Every_table_cut_short_is_refused_with_the_offset()
    {
        var whole = DmarBytes.OneUnit(Tables.TheIoApic).Build();
        for (var length = 0; length < whole.Length; length++) AssertRefused("table: offset 0x", Table(whole[..length]));
    }

    [Fact]
    public void A_defect_that_takes_away_the_remapping_that_the_table_offers_is_an_error_and_shows_what_Linux_does()
    {
        var run = Cli.Run(Table(new DmarBytes().Drhd(0, true, Tables.TheIoApic).Build()));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("error: table: offset 0x38: DRHD register base 0x0; expected the address of the unit's registers (Linux turns VT-d off over this)\n", run.Error);
        Assert.Contains("interrupt remapping: off, Linux turns VT-d off over the table", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_defect_where_the_table_offers_nothing_is_a_warning()
    {
        var run = Cli.Run(Table(new DmarBytes { Flags = 0 }.Drhd(0, true, Tables.TheIoApic).Build()));

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("warning: table: offset 0x38: DRHD register base 0x0", run.Error, StringComparison.Ordinal);
        Assert.Contains("Compatibility-format messages pass: 3 of 3 arrive under S1 and S2 alike.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_and_the_JSON_file_say_what_the_report_says()
    {
        var json = Path.Combine(folder, "out.json");
        var run = Cli.Run(Table(DmarBytes.OneUnit().Build()), "--json", json, "--trace", "--nic", "00:02.0", "--vfs", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("fault 0x25", run.Output[..run.Output.IndexOf("under S1", StringComparison.Ordinal)], StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var functions = document.RootElement.GetProperty("functions");
        Assert.Equal(2, functions.GetArrayLength());
        Assert.Equal("0x25", functions[1].GetProperty("s1").GetProperty("fault").GetString());
        Assert.Equal("00:12.0", functions[1].GetProperty("s2").GetProperty("sourceId").GetString());
    }

    private static void AssertRefused(string expected, params string[] args)
    {
        var run = Cli.Run(args);
        Assert.Equal((2, ""), (run.ExitCode, args.Contains("--json") ? "" : run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    private string Table(byte[] bytes)
    {
        var path = Path.Combine(folder, "table");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

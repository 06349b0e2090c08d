using System.Runtime.CompilerServices;
using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Json;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Tests.Runs;

/// <summary>Built-in hosts on imported machines, without a model.</summary>
public sealed class BuiltInRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Machine()
    {
        var (table, listing) = (Path.Combine(folder, "DMAR"), Path.Combine(folder, "lspci.txt"));
        File.WriteAllBytes(table, Reference.Table());
        File.WriteAllText(listing, Reference.Listing);
        return ["--machine", table, listing];
    }

    [Fact]
    public void The_VFs_that_were_enabled_are_enabled_and_blocked_by_the_kernel_that_skips_them()
    {
        var run = Cli.Run(["run", "--host", "linux-5.10-rc3", .. Machine()]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("linux-5.10-rc3 (Linux 5.10-rc1 to 5.10-rc3) on 'DMAR with lspci.txt'\n4 of 8 functions with interrupts lose their interrupts. Broken: IRQ2001.", run.Output, StringComparison.Ordinal);
        Assert.Contains("17:10.0, 17:10.1, 17:10.2 and 1 more: blocked (0x25), at dmar0", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tables.Endpoint, (byte)0x02, "00:02.0", "dmar1")]
    [InlineData(Tables.Bridge, (byte)0x02, "00:02.0", "dmar0")]
    [InlineData(Tables.Endpoint, (byte)0x14, "00:14.0", "dmar0")]
    public void A_scope_of_the_wrong_type_puts_no_function_under_its_unit_as_in_explain(byte type, byte device, string address, string unit)
    {
        byte[] table = new DmarBytes().Drhd(0xFED90000, false, DmarBytes.Scope(type, 0, 0, device, 0)).Drhd(0xFED91000, true, Tables.TheIoApic).Build();
        var explained = Reference.Explain(null, InputSource.FromText("lspci.txt", Reference.Listing), new InputSource("DMAR", table)).At(address).Unit.Value.Name;
        var (file, listing) = (Path.Combine(folder, "DMAR"), Path.Combine(folder, "lspci.txt"));
        File.WriteAllBytes(file, table);
        File.WriteAllText(listing, Reference.Listing);
        var run = Assert.Single(ToolJson.ReadRuns(Cli.Run("run", "--host", "linux-6.12", "--machine", file, listing, "--json", "-").Output, "output").Runs);

        Assert.Equal(unit, explained);
        Assert.Equal(unit, run.Functions.Single(function => function.Address == Bdf.Parse(address)).Unit);
    }

    [Theory]
    [InlineData]
    [InlineData("--json", "-")]
    [InlineData("--sarif", "-")]
    public void No_line_is_cited_of_a_source_that_only_the_builder_of_the_tool_has(params string[] options)
    {
        var run = Cli.Run(["run", "--host", "linux-5.10-rc3", .. Machine(), .. options]);

        Assert.Contains("IRQ2001", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Checkout(), run.Output, StringComparison.Ordinal);
        if (options is [] or ["--sarif", ..]) Assert.DoesNotContain(".cs", run.Output, StringComparison.Ordinal);
    }

    private static string Checkout([CallerFilePath] string file = "") => file[..^"tests/IrqModel.Tool.Tests/Runs/BuiltInRunTests.cs".Length] + "src";

    [Fact]
    public void Parts_of_the_machine_say_where_they_are_known_from()
    {
        var run = Cli.Run(["run", "--host", "linux-6.12", .. Machine(), "--json", "-"]);
        var read = Assert.Single(ToolJson.ReadRuns(run.Output, "output").Runs);

        Assert.True(read.IsClean);
        Assert.Equal("lspci.txt line 4", read.Machine.Functions.Single(function => function.Address == Bdf.Parse("00:02.0")).From);
        Assert.Equal("DMAR offset 0x30", read.Machine.Units[0].From);
        Assert.NotEmpty(read.Trace);
        Assert.Equal(RunVerdict.NoMsi, read.Functions[0].Verdict);
    }

    [Fact]
    public void Hosts_are_listed()
    {
        var run = Cli.Run("run", "--list-hosts");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("linux-6.12      Linux 6.12 and newer\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("what to run?", "run")]
    [InlineData("--host linux-2.6: expected linux-5.9", "run", "--host", "linux-2.6", "--machine", "-")]
    [InlineData("--machine without a model needs --host", "run", "--machine", "-")]
    [InlineData("--state needs --machine", "run", "model.cs", "--state", "2")]
    [InlineData("nowhere.cs: there is no such file or folder", "run", "nowhere.cs")]
    [InlineData("holds no choices", "run", "model.cs", "--replay", "-")]
    public void A_wrong_option_is_one_line_on_stderr_and_exit_code_2(string expected, params string[] args)
    {
        var run = Cli.RunWith(Reference.Listing, args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Two_outputs_cannot_go_to_one_file()
    {
        var run = Cli.Run(["run", "--host", "linux-6.12", .. Machine(), "--json", "-", "--sarif", "-"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--sarif and --json both name -", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_VF_that_takes_the_domain_of_a_bridge_of_another_unit_names_entries_that_are_not_there()
    {
        var machine = Path.Combine(folder, "machine.json");
        File.WriteAllText(machine, """
            {
              "name": "two units", "rootBuses": [{ "bus": "0000:00" }],
              "functions": [
                { "address": "0000:00:04.0", "msiVectors": 1, "bridge": { "kind": "RootPort", "secondary": "21", "subordinate": "22" } },
                { "address": "0000:21:00.0", "msixVectors": 1, "sriov": { "totalVfs": 1, "firstVfOffset": 256, "vfStride": 1, "vfMsixVectors": 1, "enabled": 1 } }
              ],
              "units": [
                { "name": "dmar0", "registerBase": "0xfed90000", "scopes": [{ "kind": "Endpoint", "startBus": "00", "path": ["04.0", "00.0"] }] },
                { "name": "dmar1", "registerBase": "0xfed91000", "isCatchAll": true, "scopes": [] }
              ]
            }
            """);
        var run = Cli.Run("run", "--host", "linux-5.10-rc3", "--machine", machine);

        Assert.Contains("22:00.0: blocked (0x22), at dmar0", run.Output, StringComparison.Ordinal);
        Assert.Contains("Broken: IRQ2001.", run.Output, StringComparison.Ordinal);
    }
}

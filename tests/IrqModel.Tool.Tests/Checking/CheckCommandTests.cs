using System.Text.Json;
using IrqModel.Firmware.Tests;

namespace IrqModel.Tool.Tests.Checking;

/// <summary><c>irqmodel check</c> as a user runs it.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Fact]
    public void A_sound_table_exits_with_0()
    {
        var run = Cli.RunWith(Reference.Listing, "check", Write("DMAR", Reference.Table()), "-");

        Assert.Equal((0, "Nothing is wrong.\n", ""), run);
    }

    [Fact]
    public void An_error_names_table_and_offset_and_exits_with_1()
    {
        var run = Cli.Run("check", Write("DMAR", new DmarBytes().Drhd(0, true, Tables.TheIoApic).Build()));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("DMAR offset 0x38: error register-base: DRHD register base 0x0, expected ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 error.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_cannot_be_read_is_an_error_at_its_offset()
    {
        var run = Cli.Run("check", Write("DMAR", Reference.Table()[..60]));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("DMAR offset 0x", run.Output, StringComparison.Ordinal);
        Assert.Contains("error table-unreadable", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_become_SARIF_with_the_offset_in_the_table()
    {
        var path = Path.Combine(folder, "findings.sarif");
        Assert.Equal(1, Cli.Run("check", Write("DMAR", new DmarBytes().Drhd(0, true, Tables.TheIoApic).Build()), "--sarif", path).ExitCode);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var result = Assert.Single(document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.Equal(("register-base", "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        Assert.EndsWith("/DMAR", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(0x38, place.GetProperty("region").GetProperty("byteOffset").GetInt32());
    }

    [Fact]
    public void A_machine_as_JSON_is_checked_by_the_rules_about_topology()
    {
        var path = Path.Combine(folder, "machine.json");
        File.WriteAllText(path, """
            {
              "name": "m", "rootBuses": [{ "bus": "0000:00" }],
              "functions": [{ "address": "0000:00:02.0", "msixVectors": 1, "from": "by hand line 3" }],
              "units": [{ "name": "dmar0", "registerBase": "0xfed90000", "scopes": [] }]
            }
            """);
        var run = Cli.Run("check", path);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("by hand line 3: error IRQ5001: no remapping unit covers 0000:00:02.0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_checked_is_listed_and_an_input_that_is_none_is_refused()
    {
        Assert.Contains("scope-type              error    a scope whose type does not fit", Cli.Run("check", "--list-rules").Output,
            StringComparison.Ordinal);
        var run = Cli.RunWith("Dear list,\n", "check", "-");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("nothing in the input was recognised", run.Error, StringComparison.Ordinal);
    }
}

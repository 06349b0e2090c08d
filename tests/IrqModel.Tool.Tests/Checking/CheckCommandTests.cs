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

    [Theory]
    [InlineData("[    0.1] [Firmware Bug]: ioapic 4 has no mapping iommu, interrupt remapping will be disabled\n[    0.2] Not enabling interrupt remapping\n",
        "- line 1: error ioapic-without-unit: the kernel says \"[Firmware Bug]: ioapic 4 has no mapping iommu, interrupt remapping will be disabled\": no unit names IOAPIC 4. "
        + "Linux leaves interrupt remapping off for the whole machine. A newer firmware mends it. Here remapping is off (line 2).")]
    [InlineData("[    0.1] AMD-Vi: [Firmware Bug]: : IOAPIC[34] not in IVRS table\n[    0.2] AMD-Vi: Interrupt remapping enabled\n",
        "no unit names IOAPIC 34. Linux says \"IOAPIC[N] not in IVRS table\" and leaves interrupt remapping off, unless the southbridge's IOAPIC (00:14.0) comes later in the MADT.")]
    [InlineData("[    0.1] AMD-Vi: [Firmware Bug]: : No southbridge IOAPIC found\n", "error no-southbridge-ioapic: the kernel says")]
    [InlineData("[    0.1] DMAR: [Firmware Bug]: Your BIOS is broken; DMAR reported at address 0!\n", "error register-base: the kernel says")]
    public void A_bug_of_firmware_that_a_log_names_is_an_error_without_any_table(string log, string expected)
    {
        var run = Cli.RunWith(log, "check", "-");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected.Replace("- line", "standard input line", StringComparison.Ordinal), run.Output, StringComparison.Ordinal);
        Assert.Contains("No DMAR or IVRS table is given, so the remapping units were not checked", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_that_Linux_works_around_is_a_warning()
    {
        var run = Cli.RunWith("[    0.1] DMAR: [Firmware Bug]: RMRR entry for device 05:00.0 is broken - applying workaround\n", "check", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning firmware-bug: the kernel says", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00.0 Host bridge: Example Host Bridge (rev 01)\n")]
    [InlineData("[    0.1] DMAR: Host address width 39\n")]
    public void Without_a_table_there_is_nothing_to_check(string input)
    {
        var run = Cli.RunWith(input, "check", "-");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: nothing to check: no DMAR or IVRS table is given", run.Error, StringComparison.Ordinal);
    }
}

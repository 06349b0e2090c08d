using IrqModel.Tool.Describing;
using IrqModel.Tool.Json;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Tests.Runs;

/// <summary>What an import drops or assumes is unknown in a run as well: a run never says more than <c>explain</c>.</summary>
public sealed class GapTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (string Output, ToolRun Run) RunOn(string host, bool withTable, params string[] texts)
    {
        string[] files = [.. texts.Select((_, index) => Path.Combine(folder, $"text{index}.txt"))];
        for (var index = 0; index < texts.Length; index++) File.WriteAllText(files[index], texts[index]);
        var table = Path.Combine(folder, "DMAR");
        File.WriteAllBytes(table, Reference.Table());
        string[] inputs = withTable ? [.. files, table] : files;
        var json = Path.Combine(folder, "run.json");
        Assert.Equal(0, Cli.Run(["run", "--host", host, "--json", json, "--machine", .. inputs]).ExitCode);
        var run = Cli.Run(["run", "--host", host, "--machine", .. inputs]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return (run.Output, Assert.Single(ToolJson.ReadRuns(File.ReadAllText(json), json).Runs));
    }

    private static string WithoutNumbers => Reference.ListingWhere(line => !line.Contains("VF offset", StringComparison.Ordinal) && !line.Contains("Number of VFs", StringComparison.Ordinal));

    [Fact]
    public void A_whole_machine_has_no_gap_but_for_what_the_listing_does_not_prove()
    {
        var (output, run) = RunOn("linux-5.10", true, Reference.Listing);

        Assert.Equal(["0000:00:00.0"], run.Machine.Gaps.SelectMany(gap => gap.Functions));
        Assert.Contains("Interrupts of 8 functions arrive. No rule is broken. Of 1 function it is unknown", output, StringComparison.Ordinal);
    }

    [Fact]
    public void VFs_that_are_dropped_are_named_and_unknown()
    {
        var (output, run) = RunOn("linux-5.10-rc3", true, WithoutNumbers);

        Assert.Equal(Reference.Vfs, run.Machine.Gaps.Where(gap => gap.IsLeftOut).SelectMany(gap => gap.Functions));
        Assert.DoesNotContain("All interrupts arrive", output, StringComparison.Ordinal);
        Assert.Contains("Of 5 functions it is unknown what becomes of their interrupts on the machine.", output, StringComparison.Ordinal);
        Assert.Contains("17:10.0, 17:10.1, 17:10.2 and 1 more (left out): it is a VF, and the SR-IOV numbers of its PF are not shown", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_table_nothing_is_known_unless_remapping_is_off()
    {
        var (output, run) = RunOn("linux-6.12", false, Reference.Listing);
        Assert.All(run.Functions, function => Assert.StartsWith("no table shows the machine's remapping units", function.Unknown, StringComparison.Ordinal));
        Assert.Contains("Of all 9 functions it is unknown what becomes of their interrupts on the machine.", output, StringComparison.Ordinal);
        Assert.Contains("unknown (arrives in the run)", output, StringComparison.Ordinal);

        var off = Reference.ListingWhere(line => !line.Contains("Address: ", StringComparison.Ordinal)) + "\n[    0.000000] Command line: intremap=off\n";
        Assert.Contains("Interrupts of 8 functions arrive.", RunOn("linux-6.12", false, off).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Remapping_that_was_off_on_the_machine_is_off_in_the_run()
    {
        var off = Reference.ListingWhere(line => !line.Contains("Address: ", StringComparison.Ordinal)) + "\n[    0.000000] Command line: intremap=off\n";
        var (output, run) = RunOn("linux-5.10-rc3", true, off);

        Assert.False(run.Machine.OffersInterruptRemapping);
        Assert.Equal(RunVerdict.Arrives, run.Functions.Single(function => function.Address == Bdf.Parse("17:10.0")).Verdict);
        Assert.Contains("interrupt remapping is taken for off, as it was on the machine: the kernel's command line has intremap=off", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listing_without_capabilities_leaves_all_unknown()
    {
        var plain = Reference.ListingWhere(line => line.Length > 0 && line[0] != '\t');
        var (_, run) = RunOn("linux-6.12", true, plain);

        Assert.All(run.Functions, function => Assert.NotNull(function.Unknown));
    }

    [Theory]
    [InlineData("[    0.000000] Linux version 6.1.0-rpi7-rpi-v8 (a@b) #1 SMP\n", "no host here models such a machine")]
    [InlineData("[    0.000000] Hypervisor detected: KVM\n", "it is a virtual machine")]
    public void A_machine_that_no_host_models_is_unknown_as_a_whole(string log, string because) =>
        Assert.All(RunOn("linux-6.12", false, Reference.ListingWhere(line => !line.Contains("Address: ", StringComparison.Ordinal)), log).Run.Functions, function => Assert.Contains(because, function.Unknown, StringComparison.Ordinal));

    [Fact]
    public void A_log_that_shows_no_function_says_nothing_of_any() =>
        Assert.Contains("No function is shown, so there is nothing to say of interrupts.", RunOn("linux-6.12", false, "[    0.000000] Linux version 6.8.0 (a@b) #1 SMP\n").Output, StringComparison.Ordinal);

    [Fact]
    public void A_gap_survives_the_way_through_JSON()
    {
        File.WriteAllText(Path.Combine(folder, "lspci.txt"), WithoutNumbers);
        var machine = Path.Combine(folder, "machine.json");
        Assert.Equal(0, Cli.Run("import", Path.Combine(folder, "lspci.txt"), "--json", machine).ExitCode);

        Assert.DoesNotContain("All interrupts arrive", Cli.Run("run", "--host", "linux-6.12", "--machine", machine).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_of_a_run_is_what_explain_says()
    {
        // The property: whatever lines are missing, a verdict of a run without a reason against it is the one of explain, or explain has a condition.
        var random = new Random(7);
        string[] lines = Reference.Listing.ReplaceLineEndings("\n").Split('\n');
        for (var round = 0; round < 60; round++)
        {
            var share = random.NextDouble() * 0.4;
            var text = string.Join('\n', lines.Where(line => line.Length == 0 || random.NextDouble() >= share));
            var (_, run) = RunOn("linux-5.10-rc3", round % 3 != 0, text);
            var explanation = Reference.Explain("linux-5.10-rc3", round % 3 != 0, text);
            foreach (var function in run.Functions.Where(function => function.Unknown is null && function.Verdict is RunVerdict.Arrives or RunVerdict.Blocked))
            {
                var verdict = explanation.At(function.Address.ToString()).Prediction.Verdict;
                Assert.True(verdict.IsKnown, $"round {round}: {function.Address} {function.Verdict}, and explain says {verdict}\n{text}");
                Assert.True(verdict.Value.Dies == function.Dies, $"round {round}: {function.Address} {function.Verdict}, and explain says {verdict}\n{text}");
            }
        }
    }
}

using System.Text.Json;
using IrqModel.Engine;
using SeedThread.Report;
using Xunit;

namespace SeedThread.Tests;

public sealed class SystemsTests
{
    public static TheoryData<string> Ids => [.. Systems.All.Select(system => system.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_system_comes_out_as_the_design_says(string id)
    {
        foreach (var run in SystemOf(id).Runs) Assert.Empty(run.Differences(run.Run(trace: false)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_interrupt_that_a_system_loses_is_accounted_for(string id)
    {
        foreach (var run in SystemOf(id).Runs) Assert.Empty(run.Run(trace: false).Losses.Where(loss => !loss.IsExplained));
    }

    [Fact]
    public void An_expectation_that_is_not_met_is_a_difference()
    {
        var run = SystemOf("S1").Runs[0];
        var result = run.Run(trace: false);
        var wrong = run with { Rules = [], Expectations = [run.Expectations[1] with { Remappable = true, Fault = FaultReason.None, Chain = "INTEL" }] };

        // Domain, findings, and for each of three vectors format, fault and arrival.
        Assert.Equal(2 + (3 * 3), wrong.Differences(result).Count());
    }

    [Fact]
    public void A_function_that_is_not_there_is_a_difference()
    {
        var run = SystemOf("S7").Runs[0];

        Assert.Contains("is not in the system", Assert.Single((run with { Expectations = [new("00:1f.7", "x", true)] }).Differences(run.Run(trace: false))), StringComparison.Ordinal);
    }

    // S7: "dmar_pci_bus_add_dev() ... tries to set the MSI domain": over the default, during device_add().
    [Fact]
    public void In_S7_the_notifier_replaces_the_default_while_the_function_is_being_added()
    {
        var trace = SystemOf("S7").Runs[0].Run(trace: true).Trace.Select(step => step.Text).ToList();

        var @default = trace.FindIndex(text => text.Contains("nic (0000:00:02.0): default MSI domain PCI-MSI-3", StringComparison.Ordinal));
        var added = trace.FindIndex(text => text.Contains("nic (0000:00:02.0): added", StringComparison.Ordinal));
        var decided = trace.FindIndex(text => text.Contains("nic (0000:00:02.0): MSI domain INTEL-IR-MSI-0-3", StringComparison.Ordinal));
        var bound = trace.FindIndex(text => text.Contains("nic (0000:00:02.0): bound", StringComparison.Ordinal));
        Assert.True(@default >= 0 && @default < added && added < decided && decided < bound, string.Join('\n', trace));
    }

    [Fact]
    public void Every_VF_of_S2_has_its_own_requester_id_in_its_entries()
    {
        var result = SystemOf("S2").Runs[0].Run(trace: false);

        Assert.All(result.Functions, function => Assert.All(
            function.Interrupts, interrupt => Assert.Equal(function.Address.RequesterId, interrupt.Entry!.Value.SourceId)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_run_replayed_from_its_choices_gives_the_same_trace(string id)
    {
        foreach (var run in SystemOf(id).Runs)
        {
            var random = Simulation.Run(run.Machine, run.Host, run.AfterBoot, new RunOptions { Seed = 7, Trace = true });
            var replayed = Simulation.Run(run.Machine, run.Host, run.AfterBoot, new RunOptions { Choices = random.Choices, Trace = true });
            Assert.Equal(random.Trace, replayed.Trace);
        }
    }

    [Fact]
    public void The_JSON_report_says_what_the_table_says()
    {
        var system = SystemOf("S1");
        var run = system.Runs[0];
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var result = run.Run(trace: false);
            JsonReport.Write(path, [(system, run, result, [.. run.Differences(result)])]);

            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var written = document.RootElement[0];
            Assert.True(written.GetProperty("asExpected").GetBoolean());
            var function = written.GetProperty("functions")[1];
            Assert.Equal("0000:00:12.0", function.GetProperty("address").GetString());
            Assert.Equal("0x25", function.GetProperty("interrupts")[0].GetProperty("fault").GetString());
            Assert.Equal("IRQ2001", written.GetProperty("findings")[0].GetProperty("rule").GetString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static SeedSystem SystemOf(string id) => Systems.All.Single(system => system.Id == id);
}

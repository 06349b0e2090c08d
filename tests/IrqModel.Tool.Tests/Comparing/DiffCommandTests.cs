using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace IrqModel.Tool.Tests.Comparing;

/// <summary><c>irqmodel diff</c> as a user runs it.</summary>
public sealed class DiffCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string RunOf(string host)
    {
        var (table, listing, json) = (Path.Combine(folder, "DMAR"), Path.Combine(folder, "lspci.txt"),
            Path.Combine(folder, host + ".json"));
        File.WriteAllBytes(table, Reference.Table());
        File.WriteAllText(listing, Reference.Listing);
        Assert.Equal(0, Cli.Run("run", "--host", host, "--machine", table, listing, "--json", json).ExitCode);
        return json;
    }

    [Fact]
    public void A_run_differs_in_nothing_from_itself()
    {
        var run = RunOf("linux-6.12");
        var diff = Cli.Run("diff", run, run);

        Assert.Equal((0, ""), (diff.ExitCode, diff.Error));
        Assert.Contains("No difference: 9 functions.", diff.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_kernels_differ_for_the_VFs_and_the_first_step_is_named()
    {
        var diff = Cli.Run("diff", RunOf("linux-5.10-rc3"), RunOf("linux-5.10"));

        Assert.Equal((1, ""), (diff.ExitCode, diff.Error));
        Assert.Contains("4 of 9 functions differ.", diff.Output, StringComparison.Ordinal);
        Assert.Contains("  result: blocked (0x25)  |  arrives\n", diff.Output, StringComparison.Ordinal);
        Assert.Contains("0000:17:00.0 VF 0 (0000:17:10.0)\n", diff.Output, StringComparison.Ordinal);
        Assert.Matches(@"first step that differs:\n    left:  step \d+: .*\n    right: step \d+: .*MSI domain .*inherited from",
            diff.Output);
    }

    [Fact]
    public void A_run_against_the_machine_differs_where_messages_and_log_contradict_it()
    {
        var seen = Path.Combine(folder, "seen.txt");
        File.WriteAllText(seen, Reference.Listing + Reference.Log);
        var diff = Cli.Run("diff", RunOf("linux-5.10"), seen);

        Assert.Equal(1, diff.ExitCode);
        Assert.Contains("1 of 3 functions differs.", diff.Output, StringComparison.Ordinal);
        Assert.Contains("0000:17:00.1 VF 0 (0000:17:10.1)\n  seen: arrives, remappable through INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR  |  seen.txt line ", diff.Output, StringComparison.Ordinal);
        Assert.Contains("the step of the run that decided it:\n    left:  step ", diff.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kernel_that_the_machine_runs_agrees_with_what_is_seen()
    {
        var seen = Path.Combine(folder, "seen.txt");
        File.WriteAllText(seen, Reference.Listing + Reference.Log);
        var diff = Cli.Run("diff", RunOf("linux-5.10-rc3"), seen);

        Assert.Equal(0, diff.ExitCode);
        Assert.Contains("No difference: 3 functions.", diff.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_becomes_JSON()
    {
        var diff = Cli.Run("diff", RunOf("linux-5.10-rc3"), RunOf("linux-5.10"), "--json", "-");
        using var document = JsonDocument.Parse(diff.Output);

        Assert.Equal(1, diff.ExitCode);
        Assert.Equal(4, document.RootElement.GetProperty("differences").GetArrayLength());
        Assert.Equal("0000:17:10.0", document.RootElement.GetProperty("differences")[0].GetProperty("address").GetString());
    }

    [Fact]
    public void Its_JSON_is_what_its_schema_says_and_a_member_that_is_not_a_comparisons_is_against_it()
    {
        var schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "diff.schema.json")));
        var seen = Path.Combine(folder, "seen.txt");
        File.WriteAllText(seen, Reference.Listing + Reference.Log);
        foreach (var other in (string[])[RunOf("linux-5.10"), RunOf("linux-5.10-rc3"), seen])
        {
            var document = JsonNode.Parse(Cli.Run("diff", RunOf("linux-5.10-rc3"), other, "--json", "-").Output)!;
            Assert.True(schema.Evaluate(document).IsValid, other);
            document["differences"] = "none";
            Assert.False(schema.Evaluate(document).IsValid, other);
        }
    }

    [Fact]
    public void A_page_is_written_beside_the_usual_answer()
    {
        var page = Path.Combine(folder, "diff.html");
        var diff = Cli.Run("diff", RunOf("linux-5.10-rc3"), RunOf("linux-5.10"), "--html", page);

        Assert.Equal((1, $"wrote {page}\n"), (diff.ExitCode, diff.Error));
        Assert.Contains("4 of 9 functions differ.", diff.Output, StringComparison.Ordinal);
        Assert.Contains("\"comparison\":{\"headline\":\"4 of 9 functions differ.\"", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.json: there is no such file", "missing.json", "missing.json")]
    [InlineData("nothing in the input was recognised", "RUN", "-")]
    [InlineData("nothing to compare: nothing that is seen is about a function of the run", "RUN", "UNAME")]
    [InlineData("nothing to compare: neither run has a function", "EMPTY", "EMPTY")]
    [InlineData("Required argument 'OTHER' missing", "RUN")]
    public void A_wrong_input_is_one_line_on_stderr_and_exit_code_2(string expected, params string[] args)
    {
        var run = RunOf("linux-6.12");
        var (empty, uname) = (Path.Combine(folder, "empty.json"), Path.Combine(folder, "uname.txt"));
        File.WriteAllText(uname, "$ uname -r\n6.12.1\n");
        Assert.Equal(0, Cli.Run("run", "--host", "linux-6.12", "--machine", uname, "--json", empty).ExitCode);
        var diff = Cli.RunWith("Dear list,\n", ["diff", .. args.Select(arg => arg switch { "RUN" => run, "EMPTY" => empty, "UNAME" => uname, _ => arg })]);

        Assert.Equal((2, ""), (diff.ExitCode, diff.Output));
        Assert.Contains(expected, diff.Error, StringComparison.Ordinal);
        Assert.Single(diff.Error.TrimEnd('\n').Split('\n'));
    }
}

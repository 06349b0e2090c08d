using System.Text.Json;
using System.Text.Json.Nodes;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Report;
using Json.Schema;

namespace IrqModel.Tool.Tests;

/// <summary>The program from outside: options, exit codes, files.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_paste_on_standard_input_is_explained()
    {
        var run = Cli.RunWith(Reference.Listing + Reference.Log, "explain");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("0000:17:10.3", run.Output, StringComparison.Ordinal);
        Assert.Contains("standard input lines", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("there is no such file", "explain", "missing")]
    [InlineData("--host linux-2.6: expected linux-5.9", "explain", "--host", "linux-2.6")]
    [InlineData("--plug 40:99.9: not a PCI address", "explain", "--plug", "40:99.9")]
    [InlineData("--vfs needs --plug", "explain", "--vfs", "2")]
    [InlineData("--vfs 5000: expected 0 to 4096", "explain", "--plug", "auto", "--vfs", "5000")]
    [InlineData("--plug 0000:77:00.0: there is no bus 0000:77; there are 0000:00, 0000:17.", "explain", "--plug", "77:00.0")]
    [InlineData("--plug 0000:00:02.0: is a bridge", "explain", "--plug", "00:02.0")]
    [InlineData("--plug 0000:17:10.0: is a VF", "explain", "--plug", "17:10.0")]
    [InlineData("--state 0: expected 1 or more", "explain", "--state", "0")]
    [InlineData("--state 7: the listings show one state only", "explain", "--state", "7")]
    [InlineData("--what: there is no such option and no such file", "explain", "--what")]
    [InlineData("Unrecognized command or argument", "guess")]
    public void A_wrong_option_is_one_line_on_stderr_and_exit_code_2(string expected, params string[] args)
    {
        var run = Cli.RunWith(Reference.Listing, args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void An_input_in_which_nothing_is_recognised_is_refused()
    {
        var run = Cli.RunWith("Dear list,\nmy interrupts are lost.\n", "explain");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("nothing in the input was recognised; expected lspci", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_lspci_without_their_functions_are_refused_with_the_command_that_shows_them()
    {
        var run = Cli.RunWith("\tCapabilities: [80] MSI: Enable+ Count=1/1 Maskable- 64bit-\n", "explain");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("which a filter took away; run: sudo lspci -vvv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_mentions_a_fault_is_told_what_the_fault_means()
    {
        var run = Cli.RunWith("<p>I get this: [ 12.1] DMAR: [INTR-REMAP] Request device [03:00.0] fault index 0x0 [fault reason 0x25] Blocked</p>\n", "explain");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("they say nothing of this machine", run.Output, StringComparison.Ordinal);
        Assert.Contains("the message is in compatibility format", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_input_is_refused_by_name()
    {
        var run = Cli.RunWith("", "explain");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("standard input: an empty input", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "irqmodel explain paste.txt DMAR --host linux-5.10-rc3")]
    [InlineData("scrub", "irqmodel scrub paste.txt -o paste.clean.txt")]
    [InlineData("diff", "irqmodel diff before.json model.cs")]
    public void Help_has_examples_and_exit_codes(string verb, string example)
    {
        var run = Cli.Run(verb, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(example, run.Output, StringComparison.Ordinal);
        Assert.Contains("130  interrupted", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NIC_is_plugged_only_when_asked_for()
    {
        Assert.DoesNotContain("--plug", Cli.RunWith(Reference.Listing, "explain").Output, StringComparison.Ordinal);
        var run = Cli.RunWith(Reference.Listing, "explain", "--plug", "auto", "--vfs", "3", "--host", "linux-6.12");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0000:00:01.0 │ NIC with SR-IOV, added by --plug", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split('\n').Count(line => line.Contains("VF of 0000:00:01.0", StringComparison.Ordinal)
            || line.Contains("│ VF of 00:01.0", StringComparison.Ordinal)));
    }

    [Fact]
    public void JSON_goes_to_a_file_whole_or_to_standard_output_in_place_of_the_report()
    {
        var path = Path.Combine(folder, "out.json");
        Assert.Equal(0, Cli.RunWith(Reference.Listing, "explain", "--json", path).ExitCode);
        Assert.Equal([path], Directory.GetFiles(folder));
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        using var output = JsonDocument.Parse(Cli.RunWith(Reference.Listing, "explain", "--json", "-").Output);

        Assert.Equal(9, file.RootElement.GetProperty("functions").GetArrayLength());
        Assert.Equal(file.RootElement.GetRawText(), output.RootElement.GetRawText());
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        var run = Cli.RunWith(Reference.Listing, "explain", "--json", Path.Combine(folder, "missing", "out.json"));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void JSON_holds_every_problem_of_every_reader()
    {
        var evidence = Reference.Read(
            IrqModel.Firmware.InputSource.FromText("t", Reference.Listing.Replace("Count=10", "Count=?", StringComparison.Ordinal)
            + "19:00.0 Ethernet controller: Example NIC (rev ff)\n\t!!! Unknown header type 7f\n"));
        Assert.NotEmpty(evidence.Problems);
        using var document = JsonDocument.Parse(
            JsonReport.Write(IrqModel.Tool.Explaining.Explainer.Explain(evidence, cancellation: TestContext.Current.CancellationToken)));

        Assert.Equal(evidence.Problems.Select(problem => problem.Text), document.RootElement.GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Cancelled_work_ends_with_the_exit_code_of_an_interrupt()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var streams = new IrqModel.Tool.Commands.ToolStreams(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Reference.Listing)),
            TextWriter.Null, TextWriter.Null);
        var path = Path.Combine(folder, "out.json");

        Assert.Equal(130, await IrqModel.Tool.Commands.ToolCommand.RunAsync(["explain", "--json", path], streams, source.Token));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_table_in_a_file_decides_the_units_and_a_broken_one_is_an_error_with_its_offset()
    {
        var table = Path.Combine(folder, "DMAR");
        File.WriteAllBytes(table, Reference.Table());
        var run = Cli.RunWith(Reference.Listing, "explain", "-", table, "--host", "linux-5.10-rc3");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("4 of 9 functions lose their interrupts", run.Output, StringComparison.Ordinal);

        File.WriteAllBytes(table, Reference.Table()[..60]);
        run = Cli.RunWith(Reference.Listing, "explain", "-", table);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error: DMAR offset 0x", run.Error, StringComparison.Ordinal);
        Assert.Contains("0000:17:00.0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scrub_writes_the_text_and_reports_what_it_replaced()
    {
        var run = Cli.RunWith("link/ether 3c:fd:fe:a1:b2:c3\n", "scrub");

        Assert.Equal((0, "link/ether 02:00:00:00:00:01\n"), (run.ExitCode, run.Output));
        Assert.Contains("1 MAC address in 1 place", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_one_input_and_its_files_of_no_use_share_a_row()
    {
        File.WriteAllText(Path.Combine(folder, "lspci.txt"), Reference.Listing);
        File.WriteAllText(Path.Combine(folder, "dmesg.txt"), Reference.Log);
        for (var number = 0; number < 20; number++) File.WriteAllText(Path.Combine(folder, $"note{number}.txt"), "nothing of interest\n");
        File.WriteAllBytes(Path.Combine(folder, "picture.bin"), [0, 1, 2, 3, 0xFF, 0xFE, 0, 0x80]);

        var run = Cli.Run("explain", folder);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("0000:17:10.3", run.Output, StringComparison.Ordinal);
        Assert.Contains("21 files in which nothing was recognised, the first is note0.txt", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("note7.txt", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scrub_refuses_a_folder()
    {
        var run = Cli.Run("scrub", folder);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("a folder; expected one text file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_input_the_machine_itself_is_explained()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Directory.Exists("/sys/bus/pci/devices"),
            "this is no Linux with a /sys tree of PCI functions");
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new Commands.ToolStreams(() => throw new InvalidOperationException("standard input is a terminal"), output,
            error)
        { IsInputRedirected = false };

        var exitCode = await Commands.ToolCommand.RunAsync(["explain"], streams, TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (exitCode, error.ToString()));
        Assert.Contains("this machine", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_user_may_not_read_is_named()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "nothing is denied to this user");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }

        var path = Path.Combine(folder, "DMAR");
        File.WriteAllText(path, "secret");
        File.SetUnixFileMode(path, UnixFileMode.None);

        var alone = Cli.Run("explain", path);
        var inFolder = Cli.Run("explain", folder);

        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("DMAR", alone.Error, StringComparison.Ordinal);
        Assert.Contains("permission denied", inFolder.Output + inFolder.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("People see DMAR: [INTR-REMAP] Request device [17:10.0] fault index 0 [fault reason 37] there.\n")]
    [InlineData("$ cat /proc/cmdline\nBOOT_IMAGE=/vmlinuz root=/dev/sda1 pci=nomsi\n")]
    [InlineData("Nov  2 09:30:02 oak kernel: DMAR: [INTR-REMAP] Request device [17:10.0] fault index 0 [fault reason 37]\nNov  2 09:31:02 elm kernel: DMAR: Host address width 39\n")]
    public void JSON_is_what_its_schema_says(string more)
    {
        var schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "explain.schema.json")));

        foreach (var input in (string[])[Reference.Listing + Reference.Log + more, Reference.Log + more,
            Reference.ListingWhere(line => !line.StartsWith('\t')) + more])
        {
            var document = JsonNode.Parse(Cli.RunWith(input, "explain", "--json", "-").Output);
            var result = schema.Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(result.IsValid, string.Join("; ", (result.Details ?? []).Where(detail => detail.Errors is not null)
                .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")));
        }
    }

    [Fact]
    public void A_file_that_was_written_is_named_where_it_disturbs_no_output()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var page = Path.Combine(folder.FullName, "report.html");
            var run = Cli.RunWith(Reference.Listing, "explain", "--html", page);

            Assert.Equal((0, $"wrote {page}\n"), (run.ExitCode, run.Error));
            Assert.True(File.Exists(page));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_help_of_scrub_names_no_default_that_nobody_would_type() =>
        Assert.DoesNotContain("[default", Cli.Run("scrub", "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void A_log_of_FreeBSD_leads_to_pciconf()
    {
        const string Log = """
            ---<<BOOT>>---
            FreeBSD 13.2-RELEASE releng/13.2-n254617-525ecfdad597 GENERIC amd64
            pcib0: <ACPI Host-PCI bridge> port 0xcf8-0xcff on acpi0
            pci0: <ACPI PCI bus> on pcib0

            """;

        var run = Cli.RunWith(Log, "explain");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("What would help most next: sudo pciconf -lvbc > pciconf.txt", run.Output, StringComparison.Ordinal);
    }
}

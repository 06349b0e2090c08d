using System.Text.Json;

namespace Report.Tests;

/// <summary>The options of <c>irqmodel explain</c> that write reports.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("report").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Listing
    {
        get
        {
            var path = Path.Combine(folder, "lspci.txt");
            File.WriteAllText(path, Reference.Listing);
            return path;
        }
    }

    private string Table
    {
        get
        {
            var path = Path.Combine(folder, "DMAR");
            File.WriteAllBytes(path, Reference.Table());
            return path;
        }
    }

    private string At(string name) => Path.Combine(folder, name);

    [Fact]
    public void A_page_and_diagrams_are_written_beside_the_usual_answer()
    {
        var (exitCode, output, error) = Cli.Run(
            "explain", Listing, Table, "--host", "linux-5.10-rc3", "--compare", "linux-5.10", "--html", At("r.html"), "--mermaid", At("r.mmd"), "--dot", At("r.dot"));

        Assert.Equal(0, exitCode);
        Assert.Equal([$"wrote {At("r.html")}", $"wrote {At("r.mmd")}", $"wrote {At("r.dot")}"], error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("4 of 9 functions lose their interrupts", output, StringComparison.Ordinal);
        using var document = DocumentIn(File.ReadAllText(At("r.html")));
        Assert.Equal(["linux-5.10-rc3", "linux-5.10"], document.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()));
        Assert.StartsWith("flowchart LR", File.ReadAllText(At("r.mmd")), StringComparison.Ordinal);
        Assert.StartsWith("digraph", File.ReadAllText(At("r.dot")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_a_kernel_on_a_machine_becomes_a_page_and_diagrams()
    {
        var (exitCode, output, error) = Cli.Run(
            "run", "--host", "linux-5.10-rc3", "--machine", Table, Listing, "--html", At("r.html"), "--mermaid", At("r.md"), "--dot", At("r.dot"));

        Assert.Equal(0, exitCode);
        Assert.Equal([$"wrote {At("r.html")}", $"wrote {At("r.md")}", $"wrote {At("r.dot")}"], error.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("linux-5.10-rc3", output, StringComparison.Ordinal);
        using var document = DocumentIn(File.ReadAllText(At("r.html")));
        var run = document.RootElement.GetProperty("runs")[0];
        Assert.Equal(4, run.GetProperty("fates").EnumerateArray().Count(fate => fate.GetProperty("verdict").GetString() == "Blocked"));
        Assert.NotEmpty(run.GetProperty("steps").EnumerateArray());
        Assert.Contains("```mermaid\nflowchart LR", File.ReadAllText(At("r.md")), StringComparison.Ordinal);
        Assert.StartsWith("digraph", File.ReadAllText(At("r.dot")), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_program_that_runs_a_host_before_and_after_its_fix_has_both_on_its_page_under_names_of_their_own()
    {
        File.WriteAllText(At("model.cs"), Model);
        var (exitCode, output, error) = Cli.Run("run", At("model.cs"), "--timeout", "300", "--html", At("r.html"));

        Assert.Equal((0, $"wrote {At("r.html")}\n"), (exitCode, error.ReplaceLineEndings("\n")));
        Assert.Contains("run 2: MyHost on 'one NIC'", output, StringComparison.Ordinal);
        using var document = DocumentIn(File.ReadAllText(At("r.html")));
        Assert.Equal(["1: MyHost", "2: MyHost"], document.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()));
        Assert.Equal(1, document.RootElement.GetProperty("beside").GetInt32());
        var verdicts = document.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("fates")[0].GetProperty("verdict").GetString());
        Assert.Equal(["Silent", "Arrives"], verdicts);
        Assert.Contains(document.RootElement.GetProperty("sources").EnumerateArray(), source => source.GetProperty("name").GetString() == "model.cs");
    }

    // The first run forgets the driver.
    private const string Model = """
        using IrqModel;
        using IrqModel.Engine;

        Simulation.Run(MyMachine.Build, machine => new MyHost(machine, hasDriver: false));
        Simulation.Run(MyMachine.Build, machine => new MyHost(machine, hasDriver: true));

        internal static class MyMachine
        {
            public static Machine Build()
            {
                var machine = new Machine("one NIC");
                machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4);
                machine.AddCatchAllUnit();
                return machine;
            }
        }

        internal sealed class MyHost(Machine machine, bool hasDriver) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);

            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                Subscribe(new MyNotifier(iommu));
                await ScanBuses();
                if (hasDriver) await RegisterDriver(new MyDriver());
            }
        }

        internal sealed class MyNotifier(Iommu iommu) : IommuNotifier(priority: 1)
        {
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                iommu.Register(function);
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }
        }

        internal sealed class MyDriver() : PciDriver("my driver")
        {
            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
        }
        """;

    [Fact]
    public void Without_a_kernel_the_page_has_what_all_agree_on_and_each_of_them()
    {
        Assert.Equal(0, Cli.Run("explain", Listing, Table, "--html", At("r.html")).ExitCode);

        using var document = DocumentIn(File.ReadAllText(At("r.html")));
        Assert.Equal(8, document.RootElement.GetProperty("runs").GetArrayLength());
        Assert.False(document.RootElement.TryGetProperty("beside", out _));
    }

    [Fact]
    public void A_diagram_on_standard_output_takes_the_place_of_the_answer()
    {
        var (exitCode, output, _) = Cli.Run("explain", Listing, Table, "--host", "linux-5.10", "--mermaid", "-");

        Assert.Equal(0, exitCode);
        Assert.StartsWith("flowchart LR", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("only one of the options can write to standard output", "--json", "-", "--dot", "-")]
    [InlineData("--compare needs --html, --mermaid or --dot", "--compare", "linux-5.10")]
    [InlineData("--compare linux-4.0: expected linux-5.9", "--compare", "linux-4.0", "--dot", "-")]
    public void Options_that_make_no_sense_are_refused(string message, params string[] options)
    {
        var (exitCode, output, error) = Cli.Run(["explain", Listing, .. options]);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_page_cannot_be_written_nothing_is_left_behind()
    {
        var (exitCode, _, error) = Cli.Run("explain", Listing, "--html", At("no such folder/r.html"));

        Assert.Equal(2, exitCode);
        Assert.Contains("r.html", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_document_holds_no_path_of_the_machine_that_it_was_made_on()
    {
        Assert.Equal(0, Cli.Run("explain", Listing, Table, "--host", "linux-5.10-rc3", "--html", At("r.html")).ExitCode);

        Assert.DoesNotContain(Checkout.Root, File.ReadAllText(At("r.html")), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_listing_of_500_functions_becomes_a_page_in_less_than_two_seconds_start_included()
    {
        const int Functions = 500;
        const int Attempts = 5;
        const double Limit = 2;
        Assert.SkipUnless(TimedRun.IsPossible, "there is no shell that tells the processor time of a program");
        var listing = At("server.txt");
        File.WriteAllText(listing, string.Concat(Enumerable.Range(0, Functions).Select(number =>
            $"{number / 32:x2}:{number % 32:x2}.0 Ethernet controller: Example NIC {number}\n\tCapabilities: [70] MSI-X: Enable+ Count=8 Masked-\n\tCapabilities: [a0] Express (v2) Endpoint, MSI 00\n\n")));
        var pages = new List<TimedRun>();
        var starts = new List<TimedRun>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            starts.Add(TimedRun.Of("--version"));
            pages.Add(TimedRun.Of("explain", listing, "--host", "linux-6.12", "--html", At("server.html")));
        }

        var elapsed = pages.Min(page => page.Elapsed).TotalSeconds;
        var processor = pages.Min(page => page.Processor).TotalSeconds;
        Figures.Keep(
            TestContext.Current.TestOutputHelper!, "report-500",
            FormattableString.Invariant($"{Functions} functions from lspci to a page, start included: {elapsed:0.00} s, {processor:0.00} s of a processor, the best of {Attempts}"));
        Assert.InRange(processor, 0, Limit);
        // A machine that keeps even an empty command waiting says nothing about how long a page takes on the clock.
        if (!starts.Any(IsKeptWaiting)) Assert.InRange(elapsed, 0, Limit);
    }

    private static bool IsKeptWaiting(TimedRun start) => start.Elapsed > start.Processor * 1.5;

    private static JsonDocument DocumentIn(string html)
    {
        const string Start = "<script type=\"application/json\" id=\"document\">";
        var from = html.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JsonDocument.Parse(html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)]);
    }
}

using System.Text.Json;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Tests.Runs;

/// <summary><c>irqmodel run</c> as a user runs it.</summary>
[Trait("Suite", "Long")]
public sealed class RunCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    // The machine may be busy; only the tests of the limit set a low one.
    private static (int ExitCode, string Output, string Error) Run(params string[] args) => Cli.Run(["run", .. args, "--timeout", "300"]);

    [Fact]
    public void A_model_in_one_file_runs_and_what_it_prints_goes_to_the_error_stream()
    {
        var run = Run(Write("model.cs", Models.Right));

        Assert.Equal((0, "the model speaks\n"), (run.ExitCode, run.Error));
        Assert.StartsWith("MyHost on 'one NIC'\nAll interrupts arrive: 3 functions. No rule is broken.\n", run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_rule_is_reported_with_file_and_line_and_fails_only_a_strict_run()
    {
        var path = Write("model.cs", Models.Wrong);
        var run = Run(path);
        var strict = Run(path, "--strict");

        Assert.Equal((0, 1), (run.ExitCode, strict.ExitCode));
        Assert.Contains("00:12.0, 00:12.2: blocked (0x25), at dmar0", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{path}:{Models.LineOf(Models.Wrong, "if (function.IsVirtual)")}: IRQ2001: ", run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_runs_on_a_real_machine_and_its_machine_under_a_built_in_host()
    {
        var path = Write("model.cs", Models.Right);
        var table = Path.Combine(folder, "DMAR");
        File.WriteAllBytes(table, Reference.Table());
        var listing = Write("lspci.txt", Reference.Listing);
        var onMachine = Run(path, "--machine", table, listing);
        var underHost = Run(path, "--host", "linux-5.10-rc3");

        Assert.Equal((0, 0), (onMachine.ExitCode, underHost.ExitCode));
        Assert.Contains("MyHost on 'DMAR with lspci.txt'", onMachine.Output, StringComparison.Ordinal);
        Assert.Contains("0000:17:10.3", onMachine.Output, StringComparison.Ordinal);
        Assert.Contains("linux-5.10-rc3 (Linux 5.10-rc1 to 5.10-rc3) on 'one NIC'", underHost.Output, StringComparison.Ordinal);
        Assert.Contains("blocked (0x25)", underHost.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_program_offers_its_methods_and_hosts()
    {
        var text = Models.Right[Models.Right.IndexOf("internal static class", StringComparison.Ordinal)..];
        var path = Write("model.cs", "using IrqModel;\n" + text.Replace("Nic(Host host) =>", "Nic(Host host) =>", StringComparison.Ordinal)
            + "\ninternal static class Scenarios { public static Flow TwoVfs(Host host) => MyMachine.Nic(host).EnableSriov(2); public static Flow OneVf(Host host) => MyMachine.Nic(host).EnableSriov(1); }\n");
        var ambiguous = Run(path);
        var chosen = Run(path, "--scenario", "OneVf");

        Assert.Equal((2, 0), (ambiguous.ExitCode, chosen.ExitCode));
        Assert.Contains("choose with --scenario: Scenarios.OneVf, Scenarios.TwoVfs", ambiguous.Error, StringComparison.Ordinal);
        Assert.Contains("All interrupts arrive: 2 functions", chosen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_does_not_compile_is_refused_with_the_compilers_message()
    {
        var path = Write("model.cs", Models.Right.Replace("new MyDriver()", "new MyDrivre()", StringComparison.Ordinal));
        var json = Path.Combine(folder, "out.json");
        var run = Run(path, "--json", json);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"{path}({Models.LineOf(Models.Right, "new MyDriver()")},34): error CS0246: The type or namespace name 'MyDrivre'",
            run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(json));
    }

    [Theory]
    [InlineData("await ScanBuses();", "throw new InvalidOperationException(\"no buses today\");", "MyHost.Boot failed at ")]
    [InlineData("Console.WriteLine(\"the model speaks\");", "throw new InvalidOperationException(\"no buses today\");", "System.InvalidOperationException at ")]
    public void A_model_that_throws_is_an_error_with_its_message_and_line(string place, string instead, string expected)
    {
        var text = Models.Right.Replace(place, instead, StringComparison.Ordinal);
        var path = Write("model.cs", text);
        var json = Path.Combine(folder, "out.json");
        var run = Run(path, "--json", json);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains($"model.cs:{Models.LineOf(text, instead)}: no buses today", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(json));
    }

    [Fact]
    public void A_model_that_never_ends_is_ended_and_the_message_says_where_it_hung()
    {
        var text = Models.Right.Replace("await ScanBuses();", "await ScanBuses();\n        while (true) { }", StringComparison.Ordinal);
        var path = Write("model.cs", text);
        var run = Cli.Run("run", path, "--timeout", "15");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("did not come to an end within 15 s (--timeout). It hung in run 1 (MyHost), after step ", run.Error,
            StringComparison.Ordinal);
        Assert.Contains("nic (0000:00:02.0)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_ends_the_model_and_writes_no_file()
    {
        var path = Write("model.cs", Models.Right.Replace("await ScanBuses();", "while (true) { }", StringComparison.Ordinal));
        var json = Path.Combine(folder, "out.json");
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var streams = new IrqModel.Tool.Commands.ToolStreams(() => Stream.Null, TextWriter.Null, TextWriter.Null);

        Assert.Equal(130, await IrqModel.Tool.Commands.ToolCommand.RunAsync(["run", path, "--json", json], streams, source.Token));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_model_that_uses_up_the_stack_is_an_error_that_names_the_method()
    {
        var path = Write("model.cs", Models.Right.Replace("await ScanBuses();", "Descend(1);", StringComparison.Ordinal).Replace(
            "public override async Flow Boot()", "private int Descend(int level) => Descend(level + 1) + 1;\n\n    public override async Flow Boot()", StringComparison.Ordinal));
        var run = Run(path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("stack overflow in run 1 (MyHost), after step ", run.Error, StringComparison.Ordinal);
        Assert.Contains("MyHost.Descend(", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_runs_no_model_is_an_error()
    {
        var run = Run(Write("model.cs", "Console.WriteLine(1);"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("it never called Simulation.Run", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_ends_the_process_after_its_run_is_reported_all_the_same()
    {
        var text = Models.Right.Replace("EnableSriov(2));", "EnableSriov(2));\nEnvironment.Exit(3);", StringComparison.Ordinal);
        var run = Run(Write("model.cs", text));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("All interrupts arrive: 3 functions", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_no_hardware_can_have_is_an_error_with_its_line_and_rule()
    {
        var text = Models.Right.Replace("machine.AddCatchAllUnit();", "machine.Buses[0].AddFunction(\"02.0\");", StringComparison.Ordinal);
        var run = Run(Write("model.cs", text));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"model.cs:{Models.LineOf(text, "AddFunction(\"02.0\");")}: 0000:00:02.0 is already taken by nic", run.Error,
            StringComparison.Ordinal);
        Assert.Contains("[IRQ5003]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_is_text_or_trace_events_and_every_step_is_in_both()
    {
        var path = Write("model.cs", Models.Right);
        var (text, events) = (Path.Combine(folder, "trace.txt"), Path.Combine(folder, "trace.json"));
        Assert.Equal(0, Run(path, "--trace", text).ExitCode);
        Assert.Equal(0, Run(path, "--trace", events).ExitCode);
        var steps = File.ReadAllLines(text).Count(line => !line.StartsWith('#'));
        using var document = JsonDocument.Parse(File.ReadAllText(events));

        Assert.True(steps > 20);
        Assert.Equal(steps, TraceEvents.Validate(document.RootElement));
    }

    [Fact]
    public void A_recorded_run_is_replayed_and_choices_of_another_model_are_refused()
    {
        var path = Write("model.cs", Models.Right.Replace(
            "await RegisterDriver(new MyDriver());", "var one = RegisterDriver(new MyDriver());\n        var other = EnableBoth();\n        await one;\n        await other;", StringComparison.Ordinal).Replace(
            "public override async Flow Boot()", "private async Flow EnableBoth() { foreach (var function in Machine.Functions.ToArray()) await Pause(); }\n    private async Flow Pause() { }\n\n    public override async Flow Boot()", StringComparison.Ordinal));
        var (seeded, replayed) = (Path.Combine(folder, "seeded.json"), Path.Combine(folder, "replayed.json"));
        Assert.Equal(0, Run(path, "--seed", "5", "--json", seeded).ExitCode);
        Assert.Equal(0, Run(path, "--replay", seeded, "--json", replayed).ExitCode);
        var choices = ToolJson.ReadRuns(File.ReadAllText(seeded), "seeded").Runs[0].Choices;
        var wrong = Run(path, "--replay", Write("choices.json", $"[{string.Join(",", choices.Append(0).Append(0))}]"));

        Assert.NotEmpty(choices);
        Assert.Equal(File.ReadAllText(seeded), File.ReadAllText(replayed));
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("the choices are of another model", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_become_SARIF_with_rule_file_and_line()
    {
        var path = Write("model.cs", Models.Wrong);
        var sarif = Path.Combine(folder, "findings.sarif");
        Assert.Equal(0, Run(path, "--sarif", sarif).ExitCode);
        using var document = JsonDocument.Parse(File.ReadAllText(sarif));
        var run = document.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        var physical = result.GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        Assert.Equal("IRQ2001", result.GetProperty("ruleId").GetString());
        Assert.Equal("IRQ2001", run.GetProperty("tool").GetProperty("driver").GetProperty(
            "rules")[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.EndsWith("/model.cs", physical.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(Models.LineOf(Models.Wrong, "if (function.IsVirtual)"),
            physical.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void A_program_that_makes_several_runs_shows_them_all_or_one()
    {
        var path = Write("model.cs", Models.Right.Replace("Console.WriteLine(\"the model speaks\");",
            "Simulation.Run(MyMachine.Build, machine => new MyHost(machine));", StringComparison.Ordinal));
        var all = Run(path);
        var second = Run(path, "--run", "2");
        var third = Run(path, "--run", "3");

        Assert.Contains("run 1: MyHost on 'one NIC'\nAll interrupts arrive: 1 function.", all.Output, StringComparison.Ordinal);
        Assert.Contains("run 2: MyHost on 'one NIC'\nAll interrupts arrive: 3 functions.", all.Output, StringComparison.Ordinal);
        Assert.StartsWith("MyHost on 'one NIC'\nAll interrupts arrive: 3 functions.", second.Output, StringComparison.Ordinal);
        Assert.Contains("--run 3: the program made 2 runs", third.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_is_run_with_the_tools_own_engine()
    {
        var run = Run(typeof(RunCommandTests).Assembly.Location, "--build", $"{nameof(AssemblyModel)}.{nameof(AssemblyModel.Build)}",
            "--host", "linux-6.12");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("linux-6.12 (Linux 6.12 and newer) on 'a machine of an assembly'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_is_built_and_run_and_one_that_does_not_build_is_refused_with_the_compilers_message()
    {
        var engine = typeof(Engine.Simulation).Assembly.Location;
        Write("Directory.Build.props", "<Project />");
        Write("Model.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{engine}" />
                <Reference Include="{typeof(Machine).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
        var path = Write("Program.cs", Models.Wrong);
        var run = Run(folder);
        File.WriteAllText(path, Models.Wrong.Replace("new MyDriver()", "new MyDrivre()", StringComparison.Ordinal));
        var broken = Run(Path.Combine(folder, "Model.csproj"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("MyHost on 'one NIC'", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Program.cs:{Models.LineOf(Models.Wrong, "if (function.IsVirtual)")}: IRQ2001: ", run.Output,
            StringComparison.Ordinal);
        Assert.Equal((2, ""), (broken.ExitCode, broken.Output));
        Assert.Contains($"Program.cs({Models.LineOf(Models.Right, "new MyDriver()")},34): error CS0246", broken.Error,
            StringComparison.Ordinal);
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using IrqModel.Engine;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Importing;
using IrqModel.Tool.Models;
using IrqModel.Tool.Output;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Report;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Commands;

/// <summary><c>irqmodel run</c>.</summary>
internal static class RunCommand
{
    private const double DefaultTimeout = 30;
    private const int LongestTrace = 1_000_000;

    public static Command Create(ToolStreams streams)
    {
        var options = new RunCommandOptions();
        var command = new Command(
            "run", "Runs a model, or a built-in kernel on a real machine: which interrupts arrive, which do not, and why. Running a model runs its code.");
        options.AddTo(command);
        Help.AddExamples(
            command,
            [
                (ExitCodes.Answered, "the model ran to its end, also where interrupts are lost"),
                (ExitCodes.Failed, "with --strict: a rule is broken or an interrupt is lost"),
                (ExitCodes.InputIsWrong, "an option is wrong, or the model does not compile, throws, or does not end"),
                (ExitCodes.Interrupted, "interrupted; no file is left half-written"),
            ],
            ("a model that is one file", "irqmodel run model.cs"),
            ("a project, with a trace for ui.perfetto.dev", "irqmodel run MyModel.csproj --trace trace.json"),
            ("Linux 6.12 on a real machine", "irqmodel run --host linux-6.12 --machine DMAR lspci.txt"),
            ("a model's machine under another kernel", "irqmodel run model.cs --host linux-5.10-rc3"),
            ("a page to look at", "irqmodel run model.cs --html report.html"),
            ("in continuous integration", "irqmodel run model.cs --strict --sarif findings.sarif"),
            ("the same schedule again", "irqmodel run model.cs --seed 7 --json run.json; irqmodel run model.cs --replay run.json"));
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(ToolCommand.Guard(streams, () => Run(options, parsed, streams, cancellation))));
        return command;
    }

    private static int Run(RunCommandOptions options, ParseResult parsed, ToolStreams streams, CancellationToken cancellation)
    {
        if (parsed.GetValue(options.ListHosts))
        {
            foreach (var choice in HostCatalogue.Linux) streams.Output.WriteLine($"{choice.Name,-16}{choice.Versions}");
            return ExitCodes.Answered;
        }

        var runs = Runs(options, parsed, streams, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Write(options, parsed, streams, runs);
        return parsed.GetValue(options.Strict) && !runs.All(run => run.IsClean) ? ExitCodes.Failed : ExitCodes.Answered;
    }

    private static ImmutableArray<ToolRun> Runs(
        RunCommandOptions options, ParseResult parsed, ToolStreams streams, CancellationToken cancellation)
    {
        var model = parsed.GetValue(options.Model);
        var machineFiles = parsed.GetValue(options.Machine);
        var host = parsed.GetValue(options.Host);
        var replay = parsed.GetValue(options.Replay) is { } file ? ReplayFile.Read(file, streams) : (
            ImmutableArray<ImmutableArray<int>>?)null;
        var machine = machineFiles is { Length: > 0 }
            ? MachineFiles.Read(machineFiles, new(State: parsed.GetValue(options.State)), streams, cancellation) : null;
        if (machine is null && parsed.GetValue(options.State) is not null) throw new InputException("--state needs --machine.");
        var isTraced = parsed.GetValue(options.Trace) is not null || parsed.GetValue(options.Json) is not null || options.Pages.Read(parsed).IsAsked;
        var traceLength = isTraced ? LongestTrace : 0;
        if (model is not null)
        {
            using var progress = new Progress(streams);
            progress.Say($"building {model}");
            using var opened = ModelFile.Open(model, cancellation);
            progress.Say($"running {model}");
            var request = new WorkerRequest(opened.Assembly, opened.Name)
            {
                Arguments = [.. parsed.GetValue(options.Arguments) ?? []],
                Machine = machine,
                Host = host,
                Builder = parsed.GetValue(options.Builder),
                Scenario = parsed.GetValue(options.Scenario),
                Run = parsed.GetValue(options.Run),
                Seed = parsed.GetValue(options.Seed),
                Replay = replay,
                IsRestless = parsed.GetValue(options.Restless),
                TraceLength = traceLength,
            };
            var result = WorkerProcess.Run(request, TimeSpan.FromSeconds(TimeoutOf(options, parsed)), streams, cancellation);
            progress.Clear();
            if (result.RunsLeftOut > 0) streams.Error.WriteLine(
                $"warning: {model} made {result.RunsLeftOut + result.Runs.Length} runs; the first {result.Runs.Length} are shown (--run chooses one)");
            return result.Runs;
        }

        if (machine is null) throw new InputException(
            "what to run? Name a model, or a machine and a host: irqmodel run --host linux-6.12 --machine FILES.");
        var choice = host is null ? throw new InputException($"--machine without a model needs --host: {Names()}.")
            : HostCatalogue.Find(host) ?? throw new InputException($"--host {host}: expected {Names()}.");
        return
        [
            BuiltInRun.Run(choice, machine, new()
            {
                Trace = traceLength > 0,
                Seed = parsed.GetValue(options.Seed),
                Choices = replay is { Length: > 0 } choices ? choices[0] : [],
                RestlessFunctions = parsed.GetValue(options.Restless),
            }),
        ];
    }

    private static double TimeoutOf(RunCommandOptions options, ParseResult parsed) => parsed.GetValue(options.Timeout) switch
    {
        null => DefaultTimeout,
        > 0 and <= 86_400 and var seconds => seconds,
        var wrong => throw new InputException($"--timeout {wrong}: expected seconds, more than 0 and at most 86400."),
    };

    private static string Names() => string.Join(", ", HostCatalogue.Names);

    private static void Write(RunCommandOptions options, ParseResult parsed, ToolStreams streams, ImmutableArray<ToolRun> runs)
    {
        var output = new OutputFiles(streams);
        output.Add("--json", parsed.GetValue(options.Json), () => Json.ToolJson.Write(new RunDocument(runs)));
        output.Add("--trace", parsed.GetValue(options.Trace), path => IsJson(path) ? ChromeTrace.Write(runs) : TraceText.Write(runs));
        output.Add("--sarif", parsed.GetValue(options.Sarif), () => SarifLog.Write(SarifResult.Of(runs), SarifRules.OfCatalogue));
        options.Pages.Read(parsed).AddTo(output, () => RunPage.Build(runs));
        if (!output.Write()) RunReport.Print(Consoles.Create(streams), runs);
    }

    private static bool IsJson(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
}

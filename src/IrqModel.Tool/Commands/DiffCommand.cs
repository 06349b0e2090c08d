using System.CommandLine;
using IrqModel.Firmware;
using IrqModel.Tool.Comparing;
using IrqModel.Tool.Importing;
using IrqModel.Tool.Json;
using IrqModel.Tool.Models;
using IrqModel.Tool.Pages;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Report;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Commands;

/// <summary><c>irqmodel diff</c>.</summary>
internal static class DiffCommand
{
    private const double DefaultTimeout = 30;
    private const int LongestTrace = 1_000_000;

    public static Command Create(ToolStreams streams)
    {
        var left = new Argument<string>("RUN") { Description = "A run: a file that 'run --json' wrote, or a model, which is run." };
        var right = new Argument<string[]>("OTHER")
        {
            Description = "Another run or model; or what is seen of the machine: lspci -vvv, /proc/interrupts, dmesg, debugfs.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<string?>(
            "--json")
        { Description = "Write the comparison as JSON, or - for standard output in place of the report.", HelpName = "FILE" };
        var state = new Option<int?>(
            "--state")
        {
            Description = "Which state of the machine is seen, from 1, where listings show several; the last if not given.",
            HelpName = "N"
        };
        var timeout = new Option<double?>(
            "--timeout")
        { Description = "End a model that takes longer; 30 if not given.", HelpName = "SECONDS" };
        var pages = new PageOptions();
        var command = new Command(
            "diff", "Compares two runs, or a run with what is seen of the machine: which functions differ, and where the runs part.") { left, right, json, state, timeout };
        pages.AddTo(command);
        Help.AddExamples(
            command,
            [
                (ExitCodes.Answered, "no difference"),
                (ExitCodes.Failed, "something differs"),
                (ExitCodes.InputIsWrong,
                    "an option is wrong, an input cannot be read, there is nothing to compare, or a model does not compile, throws, or does not end"),
                (ExitCodes.Interrupted, "interrupted; no file is left half-written"),
            ],
            ("before and after a change", "irqmodel diff before.json model.cs"),
            ("two kernels", "irqmodel run --host linux-5.10-rc3 --machine DMAR lspci.txt --json old.json; irqmodel run --host linux-5.10 --machine DMAR lspci.txt --json new.json; irqmodel diff old.json new.json"),
            ("a page with both sides, and the step at which they part", "irqmodel diff before.json after.json --html diff.html"),
            ("a model against the machine", "irqmodel diff run.json lspci-vvv.txt dmesg.txt"));
        command.SetAction((parsed, cancellation) => Task.FromResult(ToolCommand.Guard(streams, () =>
        {
            var limit = parsed.GetValue(timeout) ?? DefaultTimeout;
            if (limit is not (> 0 and <= 86_400)) throw new InputException(
                $"--timeout {limit}: expected seconds, more than 0 and at most 86400.");
            var files = pages.Read(parsed);
            var run = RunOf(parsed.GetValue(left)!, limit, streams, cancellation);
            var others = parsed.GetValue(right)!;
            var hasTwoRuns = others is [var other] && IsRun(other, streams);
            if (hasTwoRuns && parsed.GetValue(state) is not null) throw new InputException(
                "--state is for what is seen of a machine; both sides are runs.");
            var (comparison, page) = hasTwoRuns
                ? TwoRuns((run, parsed.GetValue(left)!), (RunOf(others[0], limit, streams, cancellation), others[0]))
                : RunAndMachine(run, MachineFiles.ReadEvidence(others, streams), parsed.GetValue(state));
            cancellation.ThrowIfCancellationRequested();
            if (comparison.Compared == 0) throw new InputException(
                $"nothing to compare: {(hasTwoRuns ? "neither run has a function" : comparison.Notes.LastOrDefault() ?? "nothing is seen")}.");
            var output = new OutputFiles(streams);
            output.Add("--json", parsed.GetValue(json), () => ToolJson.Write(comparison));
            files.AddTo(output, page);
            if (!output.Write()) DiffReport.Print(streams.Output, comparison, hasTwoRuns);
            return comparison.IsSame ? ExitCodes.Answered : ExitCodes.Failed;
        })));
        return command;
    }

    private static (RunComparison Comparison, Func<PageDocument> Page) TwoRuns((ToolRun Run, string File) left, (ToolRun Run, string File) right)
    {
        var comparison = RunComparer.Compare(left.Run, right.Run);
        return (comparison, () => DiffPage.Build(comparison, left, right));
    }

    private static (RunComparison Comparison, Func<PageDocument> Page) RunAndMachine(ToolRun run, Evidence evidence, int? state)
    {
        var comparison = SeenComparer.Compare(run, evidence, state, out var observations);
        return (comparison, () => DiffPage.Build(comparison, run, observations));
    }

    private static bool IsRun(string name, ToolStreams streams) => name != Inputs.StandardInput
        && (IsModel(name) || (Path.GetExtension(name).Equals(".json", StringComparison.OrdinalIgnoreCase) && ToolJson.HoldsRuns(Text(name, streams))));

    private static bool IsModel(string name) => Path.GetExtension(name).ToUpperInvariant() is ".CS" or ".CSPROJ" or ".DLL"
        || (Directory.Exists(name) && Directory.GetFiles(name, "*.csproj").Length > 0);

    private static ToolRun RunOf(string name, double timeout, ToolStreams streams, CancellationToken cancellation)
    {
        if (IsModel(name))
        {
            using var progress = new Progress(streams);
            progress.Say($"building {name}");
            using var model = ModelFile.Open(name, cancellation);
            progress.Say($"running {name}");
            var request = new WorkerRequest(model.Assembly, model.Name) { TraceLength = LongestTrace };
            return Only(name, WorkerProcess.Run(request, TimeSpan.FromSeconds(timeout), streams, cancellation).Runs);
        }

        return Only(name, ToolJson.ReadRuns(Text(name, streams), name).Runs);
    }

    private static ToolRun Only(string name, IReadOnlyList<ToolRun> runs) => runs.Count == 1
        ? runs[0]
        : throw new InputException($"{name}: has {runs.Count} runs; expected one (irqmodel run --run N --json FILE).");

    private static string Text(string name, ToolStreams streams) => System.Text.Encoding.UTF8.GetString(Inputs.ReadFile(name, streams))
        .TrimStart('\uFEFF');
}

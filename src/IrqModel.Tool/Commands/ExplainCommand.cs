using System.CommandLine;
using System.Globalization;
using IrqModel.Firmware;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Pages;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Plugging;
using IrqModel.Tool.Report;
using Spectre.Console;

namespace IrqModel.Tool.Commands;

/// <summary><c>irqmodel explain</c>.</summary>
internal static class ExplainCommand
{
    private const string AnyPlace = "auto";

    public static Command Create(ToolStreams streams)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Files, folders or archives: lspci, dmesg, /proc/interrupts, ACPI tables, in any order; - for standard input. Without any: this machine (Linux).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var host = new Option<string>("--host")
        {
            Description = $"The kernel: {string.Join(", ", HostCatalogue.Names)}, or {HostCatalogue.Auto} for the version in the input, or else all.",
            DefaultValueFactory = _ => HostCatalogue.Auto,
            HelpName = "HOST",
        };
        host.CompletionSources.Add([HostCatalogue.Auto, .. HostCatalogue.Names]);
        var state = new Option<int?>("--state") { Description = "Which state of the machine, from 1, where listings show several (before and after); the last if not given.", HelpName = "N" };
        var plug = new Option<string?>("--plug") { Description = "Ask about a NIC with SR-IOV at an address (bb:dd.f), or auto for a free slot.", HelpName = "ADDRESS" };
        var vfs = new Option<int?>("--vfs") { Description = "How many VFs --plug gives; 2 if not given.", HelpName = "N" };
        var json = new Option<string?>("--json") { Description = "Write the answer as JSON to a file, or - for standard output in place of the report.", HelpName = "FILE" };
        var compare = new Option<string[]>("--compare") { Description = "Kernels to show beside, in what --html, --mermaid and --dot write.", HelpName = "HOST", AllowMultipleArgumentsPerToken = true };
        compare.CompletionSources.Add([.. HostCatalogue.Names]);
        var pages = new PageOptions();
        var command = new Command("explain", "Says which interrupts die, at which hop, which rule is broken, and what to do.") { inputs, host, state, plug, vfs, json, compare };
        pages.AddTo(command);
        Help.AddExamples(
            command,
            [
                (ExitCodes.Answered, "answered, also where something is unknown"),
                (ExitCodes.Failed, "a model could not be run"),
                (ExitCodes.InputIsWrong, "an option is wrong, an input cannot be read, or nothing was recognised"),
                (ExitCodes.Interrupted, "interrupted; no file is left half-written"),
            ],
            ("lspci -vvv and the table of an Intel machine", "irqmodel explain lspci.txt /sys/firmware/acpi/tables/DMAR"),
            ("a paste from a forum", "xclip -o | irqmodel explain"),
            ("the same machine under another kernel", "irqmodel explain paste.txt DMAR --host linux-5.10-rc3"),
            ("what would happen to a NIC with 4 VFs", "irqmodel explain lspci.txt DMAR --plug auto --vfs 4"),
            ("for a program", "irqmodel explain paste.txt --json -"),
            ("a page to look at, with the fixed kernel beside", "irqmodel explain paste.txt DMAR --html report.html --compare linux-5.10"));
        command.SetAction((parsed, cancellation) => Task.FromResult(ToolCommand.Guard(streams, () =>
        {
            var request = parsed.GetValue(plug) is { } address ? new NicRequest(address == AnyPlace ? null : Address(address), parsed.GetValue(vfs)) : null;
            if (request is null && parsed.GetValue(vfs) is not null) throw new InputException("--vfs needs --plug.");
            var files = pages.Read(parsed, parsed.GetValue(json));
            HostChoice[] others = [.. (parsed.GetValue(compare) ?? []).Select(name => Named("--compare", name))];
            if (others.Length > 0 && !files.IsAsked) throw new InputException("--compare needs --html, --mermaid or --dot.");
            return Run(
                streams, EvidenceReader.Read(Inputs.Open(parsed.GetValue(inputs) ?? [], streams)), HostOf(parsed.GetValue(host)!), parsed.GetValue(state), request,
                parsed.GetValue(json), others, files, cancellation);
        })));
        return command;
    }

    private static int Run(
        ToolStreams streams, Evidence evidence, HostChoice? host, int? state, NicRequest? request, string? json, HostChoice[] others, PageFiles files,
        CancellationToken cancellation)
    {
        var unusable = evidence.Problems.Where(problem => problem.Severity == EvidenceSeverity.Error && !InputSummary.IsOfNoUse(problem) && !evidence.Parts.Any(part => part.Source == problem.Source)).ToArray();
        foreach (var problem in unusable) streams.Error.WriteLine($"error: {problem}");
        if (evidence.Parts.IsEmpty && evidence.MentionedFaults.IsEmpty && evidence.MentionedUnhandled.IsEmpty)
        {
            if (evidence.Skipped.Any(skipped => skipped.FirstText.StartsWith("Capabilities: [", StringComparison.Ordinal)))
                streams.Error.WriteLine("error: these are lines of lspci without the lines that name their functions, which a filter took away; run: sudo lspci -vvv > lspci.txt");
            else if (unusable.Length == 0) streams.Error.WriteLine("error: nothing in the input was recognised; expected lspci, dmesg, /proc/interrupts, ACPI tables or a /sys tree; run: sudo lspci -vvv > lspci.txt");
            return ExitCodes.InputIsWrong;
        }

        if (state is < 1) throw new InputException($"--state {state}: expected 1 or more.");
        ObservedFunction[] plugged = request is null ? [] : [NicPlanner.Plan(MachineObserver.Observe(evidence, state).Machine, request).Nic];
        using var progress = new Progress(streams);
        var explanation = Explainer.Explain(evidence, host, state, plugged, progress.Report, cancellation);
        var document = files.IsAsked ? ExplanationPage.Build(explanation, others, cancellation) : null;
        progress.Clear();
        var output = new OutputFiles(streams);
        output.Add("--json", json, () => JsonReport.Write(explanation));
        files.AddTo(output, () => document!);
        if (!output.Write()) ConsoleReport.Print(Consoles.Create(streams), explanation);
        return unusable.Length > 0 ? ExitCodes.InputIsWrong : ExitCodes.Answered;
    }

    private static HostChoice? HostOf(string name) => name == HostCatalogue.Auto ? null : HostCatalogue.Find(name)
        ?? throw new InputException($"--host {name}: expected {Names()} or {HostCatalogue.Auto}.");

    private static HostChoice Named(string option, string name) => HostCatalogue.Find(name) ?? throw new InputException($"{option} {name}: expected {Names()}.");

    private static string Names() => string.Join(", ", HostCatalogue.Names);

    private static Bdf Address(string text) => Bdf.TryParse(text, CultureInfo.InvariantCulture, out var address)
        ? address
        : throw new InputException($"--plug {text}: not a PCI address; expected bb:dd.f or ssss:bb:dd.f, for instance 0000:3b:00.0 (device 00 to 1f, function 0 to 7), or {AnyPlace}.");
}

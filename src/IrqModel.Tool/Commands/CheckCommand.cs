using System.Collections.Immutable;
using System.CommandLine;
using IrqModel.Firmware;
using IrqModel.Tool.Checking;
using IrqModel.Tool.Importing;
using IrqModel.Tool.Output;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Commands;

/// <summary><c>irqmodel check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(ToolStreams streams)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Tables, listings and logs as for explain, or a machine as .json or .cs; - for standard input. Without any: this machine (Linux).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var sarif = new Option<string?>(
            "--sarif")
        {
            Description = "Write the findings as SARIF 2.1.0, or - for standard output in place of the list.",
            HelpName = "FILE"
        };
        var builder = new Option<string?>(
            "--build")
        { Description = "Which method builds the machine, where a .cs file has several.", HelpName = "METHOD" };
        var state = new Option<int?>(
            "--state")
        {
            Description = "Which state of the machine, from 1, where listings show several; the last if not given.",
            HelpName = "N"
        };
        var list = new Option<bool>("--list-rules") { Description = "List what is checked and check nothing." };
        var command = new Command(
            "check", "Finds what firmware gets wrong about remapping units, in tables by themselves, against a listing, and in a machine.") { inputs, sarif, builder, state, list };
        Help.AddExamples(
            command,
            [
                (ExitCodes.Answered, "no errors; there may be warnings"),
                (ExitCodes.Failed, "errors: interrupts are lost, or a kernel switches remapping off"),
                (ExitCodes.InputIsWrong, "an option is wrong, an input cannot be read, or there is nothing to check: no table, and no log that names a bug of firmware"),
                (ExitCodes.Interrupted, "interrupted; no file is left half-written"),
            ],
            ("the tables of an Intel machine", "irqmodel check /sys/firmware/acpi/tables/DMAR /sys/firmware/acpi/tables/APIC lspci.txt"),
            ("this machine", "sudo irqmodel check"),
            ("a machine as C#; the code is run", "irqmodel check MyServer.cs"),
            ("in continuous integration", "irqmodel check machine.json --sarif findings.sarif"));
        command.SetAction((parsed, cancellation) => Task.FromResult(ToolCommand.Guard(streams, () =>
        {
            if (parsed.GetValue(list)) return List(streams);
            if (parsed.GetValue(state) is < 1 and var wrong) throw new InputException($"--state {wrong}: expected 1 or more.");
            var names = parsed.GetValue(inputs) ?? [];
            var (findings, notChecked) = Find(names, parsed.GetValue(builder), parsed.GetValue(state), streams, cancellation);
            cancellation.ThrowIfCancellationRequested();
            var output = new OutputFiles(streams);
            output.Add("--sarif", parsed.GetValue(sarif), () => SarifLog.Write(
                findings.Select(finding => finding.ToSarif(source => PathOf(names, source))),
                CheckRules.All.Select(rule => new SarifRule(rule.Id, rule.Title, rule.Consequence, rule.HelpLink))));
            if (!output.Write()) Print(streams, findings, notChecked);
            return findings.Any(finding => finding.Severity == CheckSeverity.Error) ? ExitCodes.Failed : ExitCodes.Answered;
        })));
        return command;
    }

    // What was checked, and what of the machine's firmware could not be, for no table shows it.
    private static (ImmutableArray<CheckFinding> Findings, string? Unchecked) Find(
        string[] names, string? builder, int? state, ToolStreams streams, CancellationToken cancellation)
    {
        if (names is [var only] && MachineFiles.IsMachine(only)) return (MachineCheck.Check(
            MachineFiles.Read(names, new(Builder: builder), streams, cancellation)), null);
        var evidence = EvidenceReader.Read(Inputs.Open(names, streams));
        var isTable = evidence.Problems.Any(problem => problem is { Severity: EvidenceSeverity.Error, Offset: not null, Function: null });
        if (evidence.Parts.IsEmpty && !isTable)
        {
            var problem = evidence.Problems.FirstOrDefault(each => each.Severity == EvidenceSeverity.Error);
            throw new InputException(
                problem?.ToString() ?? "nothing in the input was recognised; expected ACPI tables, lspci, a /sys tree, or a machine as .json or .cs.");
        }

        var findings = MachineCheck.Check(evidence, state);
        if (evidence.Tables.Any(table => table is { Dmar: not null } or { Ivrs: not null }) || isTable) return (findings, null);
        const string NoTable = "no DMAR or IVRS table is given, so the remapping units were not checked; run: sudo cat /sys/firmware/acpi/tables/DMAR > DMAR (Intel) or .../IVRS > IVRS (AMD), and .../APIC > APIC";
        return findings.IsEmpty && evidence.Tables.IsEmpty ? throw new InputException($"nothing to check: {NoTable}.") : (findings, NoTable);
    }

    private static int List(ToolStreams streams)
    {
        foreach (var rule in CheckRules.All) streams.Output.WriteLine(
            $"{rule.Id,-24}{rule.Severity.ToString().ToLowerInvariant(),-9}{rule.Title}");
        return ExitCodes.Answered;
    }

    private static void Print(ToolStreams streams, ImmutableArray<CheckFinding> findings, string? notChecked)
    {
        foreach (var finding in findings) streams.Output.WriteLine(finding.ToString());
        var counts = Enum.GetValues<CheckSeverity>().OrderDescending()
            .Select(severity => (severity, count: findings.Count(finding => finding.Severity == severity))).Where(each => each.count > 0)
            .Select(each => Words.Count(each.count, each.severity.ToString().ToLowerInvariant()));
        if (notChecked is not null) streams.Output.WriteLine($"{Words.Capitalised(notChecked)}.");
        streams.Output.WriteLine(!findings.IsEmpty ? string.Join(", ", counts) + "." : notChecked is null ? "Nothing is wrong." : "Nothing is wrong with what is given.");
    }

    private static string? PathOf(string[] names, string source) =>
        names.FirstOrDefault(name => Path.GetFileName(name) == Path.GetFileName(source));
}

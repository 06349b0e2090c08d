using System.Text.Json;
using IrqModel.Engine;

namespace SeedThread.Report;

/// <summary>Writes what came out as JSON.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, IEnumerable<(SeedSystem System, SystemRun Run, RunResult Result, IReadOnlyList<string> Differences)> runs)
    {
        var document = runs.Select(run => new
        {
            system = run.System.Id,
            title = run.System.Title,
            run = run.Run.Label,
            machine = run.Result.Machine.Name,
            asExpected = run.Differences.Count == 0,
            differences = run.Differences,
            findings = run.Result.Findings.Select(finding => new
            {
                rule = finding.Key.Rule,
                operation = finding.Key.Operation,
                file = finding.Key.File,
                line = finding.Key.Line,
                subject = finding.Subject,
                message = finding.Message,
            }),
            functions = run.Result.Functions.Select(function => new
            {
                name = function.Name,
                address = function.Address.ToString(),
                physicalFunction = function.PhysicalFunction?.ToString(),
                driver = function.Driver,
                domain = function.DomainChain,
                unit = function.CoveredBy?.Name,
                interrupts = function.Interrupts.Select(interrupt => new
                {
                    index = interrupt.Index,
                    domain = interrupt.DomainChain,
                    format = Expectation.FormatOf(interrupt.Message),
                    address = $"0x{interrupt.Message.Address:x8}",
                    data = $"0x{interrupt.Message.Data:x8}",
                    entryUnit = interrupt.EntryUnit?.Name,
                    entryIndex = interrupt.EntryIndex < 0 ? null : (int?)interrupt.EntryIndex,
                    sourceId = interrupt.Entry?.SourceId.ToString(),
                    outcome = interrupt.Outcome.ToString(),
                    fault = interrupt.Fault == FaultReason.None ? null : $"0x{(byte)interrupt.Fault:x2}",
                }),
            }),
            faults = run.Result.Faults.Select(fault => fault.ToString()),
            choices = run.Result.Choices,
        });

        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(document, Options));
        File.Move(temporary, path, overwrite: true);
    }
}

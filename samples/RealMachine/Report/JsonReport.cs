using System.Text.Json;
using RealMachine.Running;

namespace RealMachine.Report;

/// <summary>Writes what came out as JSON.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, MachineOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var machine = outcome.Plan.Machine;
        var document = new
        {
            machine = machine.Name,
            remapping = outcome.RemappingEnabled,
            whyRemappingIsOff = outcome.WhyRemappingIsOff,
            units = outcome.After.Machine.RemappingUnits.Select(unit => new
            {
                name = unit.Name,
                segment = unit.Segment,
                registerBase = $"0x{unit.RegisterBase:x}",
                catchAll = unit.IncludeAll,
                scopes = unit.Scopes.Select(scope => scope.ToString()),
            }),
            nic = new { address = outcome.Plan.Address.ToString(), virtualFunctions = outcome.Plan.VirtualFunctions, origin = outcome.Plan.Origin },
            functions = outcome.Rows.Select(row => new
            {
                address = row.Address.ToString(),
                physicalFunction = row.PhysicalFunction?.ToString(),
                bridge = row.IsBridge,
                description = row.Description,
                classCode = row.ClassCode is { } code ? $"0x{code:x6}" : null,
                unit = row.Coverage.Unit,
                reason = row.Coverage.Reason,
                arrivesByAccident = row.ArrivesByAccident,
                s1 = Describe(row.Before),
                s2 = Describe(row.After),
            }),
            findings = outcome.Before.FindingKeys.Select(key => $"S1 {key}").Concat(outcome.After.FindingKeys.Select(key => $"S2 {key}")),
            notes = machine.Report.Notes.Select(note => new { where = note.Where, what = note.What }),
        };
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(document, Options));
        File.Move(temporary, path, overwrite: true);
    }

    private static object Describe(Fate fate) => new
    {
        domain = fate.Domain,
        format = fate.Format,
        sourceId = fate.SourceId,
        vectors = fate.Vectors,
        arrived = fate.Arrived,
        fault = fate.Fault == IrqModel.Engine.FaultReason.None ? null : $"0x{(byte)fate.Fault:x2}",
        verdict = fate.Verdict,
    };
}

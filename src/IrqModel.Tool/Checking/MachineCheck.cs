using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Rules;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Importing;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Checking;

/// <summary>
/// Finds what firmware gets wrong: in tables by themselves, in tables against a listing, and in the machine that they make.
/// </summary>
public static class MachineCheck
{
    /// <summary>Checks what inputs show.</summary>
    /// <param name="evidence">What they show.</param>
    /// <param name="state">Which state of the machine; null for the last.</param>
    public static ImmutableArray<CheckFinding> Check(Evidence evidence, int? state = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var findings = new List<CheckFinding>();
        var (observed, _) = MachineObserver.Observe(evidence, state);
        foreach (var table in evidence.Tables)
        {
            if (table.Dmar is { } dmar) findings.AddRange(new DmarCheck(dmar, table.Source, evidence, observed.Topology).Findings());
            if (table.Ivrs is { } ivrs) findings.AddRange(new IvrsCheck(ivrs, table.Source, evidence).Findings());
        }

        foreach (var log in evidence.Logs) findings.AddRange(new LogCheck(log).Findings());

        // What only an earlier boot of the machine shows may have been mended since, by a newer firmware; no other machine's log says anything of it.
        var known = evidence.Logs.SelectMany(log => log.FirmwareBugs).Select(bug => bug.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var earlier in evidence.OtherLogs.Where(other => other.Kind == OtherLogKind.EarlierBoot).Reverse())
            findings.AddRange(new LogCheck(earlier.Log, isEarlier: true).Findings(bug => known.Add(bug.Text)));

        // What a check of its own has said of a place is not said again in the words of the reader.
        var said = findings.Select(finding => (finding.Place.Source, finding.Place.Offset)).Where(place => place.Offset is not null)
            .ToHashSet();
        foreach (var problem in evidence.Problems)
        {
            if (problem.Severity == EvidenceSeverity.Note || said.Contains((problem.Source, problem.Offset))) continue;
            findings.Add(Of(problem, evidence));
        }

        findings.AddRange(Check(EvidenceImporter.Import(evidence, "the machine", state, asFirmwareSays: true), hasTable: !evidence.Tables.IsEmpty)
            .Where(finding => finding.Rule.Id != RuleIds.IoApicUncovered));
        return InOrder(findings);
    }

    /// <summary>Checks a machine.</summary>
    public static ImmutableArray<CheckFinding> Check(MachineDescription machine) => InOrder(Check(machine, hasTable: true));

    private static IEnumerable<CheckFinding> Check(MachineDescription machine, bool hasTable)
    {
        if (!hasTable) yield break;
        var functions = machine.Functions.ToDictionary(function =>
            function.Name is { } name ? $"{name} ({function.Address})" : function.Address.ToString());
        foreach (var finding in TopologyChecker.Check(machine.CreateMachine()))
        {
            var function = functions.GetValueOrDefault(finding.Subject);
            var from = function?.From ?? machine.Units.FirstOrDefault(unit => unit.Name == finding.Subject)?.From
                ?? machine.IoApics.FirstOrDefault(ioApic => $"IOAPIC {ioApic.Id}" == finding.Subject)?.From;
            yield return new(CheckRules.Of(finding.Key.Rule), finding.Message, CheckPlace.Of(from)) { Function = function?.Address };
        }
    }

    private static CheckFinding Of(EvidenceProblem problem, Evidence evidence)
    {
        var isTable = problem is { Offset: not null, Function: null };
        var isReadable = evidence.Tables.Any(table => table.Source == problem.Source && table.Content is not null);
        var rule = !isTable ? CheckRules.Listing : isReadable ? CheckRules.TableField : CheckRules.TableUnreadable;
        return new(rule, problem.Text.TrimEnd('.'), new(problem.Source, problem.Offset, problem.Line))
        {
            Severity = problem.Severity == EvidenceSeverity.Error && isTable ? CheckSeverity.Error : rule.Severity,
            Function = problem.Function,
        };
    }

    private static ImmutableArray<CheckFinding> InOrder(IEnumerable<CheckFinding> findings) =>
    [
        .. findings.Distinct().OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Place.Source, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Offset ?? finding.Place.Line).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal),
    ];
}

using System.Globalization;
using IrqModel.Engine;
using RealMachine.Running;
using Spectre.Console;

namespace RealMachine.Report;

/// <summary>Prints what came out: the units, a row a function, a summary.</summary>
public static class ConsoleReport
{
    private const int LongestDescription = 48;
    private const int MostNotes = 20;

    /// <summary>Prints it.</summary>
    public static void Print(IAnsiConsole console, MachineOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(outcome);
        PrintTrace(console, "S1", outcome.Before);
        PrintTrace(console, "S2", outcome.After);
        PrintMachine(console, outcome);
        console.Write(Functions(outcome));
        PrintFindings(console, "S1", outcome.Before);
        PrintFindings(console, "S2", outcome.After);
        Line(console, Summary(outcome));
    }

    /// <summary>The result in a line.</summary>
    public static string Summary(MachineOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var able = outcome.Rows.Where(row => row.After.CanInterrupt).ToArray();
        var text = $"{outcome.Rows.Length} functions, {able.Length} with MSI. ";
        if (outcome.WhyRemappingIsOff is { } why)
            return text + $"Interrupt remapping stays off: {why}. Compatibility-format messages pass: {Count(able, row => row.After)} arrive under S1 and S2 alike.";
        return text + $"S1: {Count(able, row => row.Before)} arrive{Accidents(able)}{Blocked(able, row => row.Before)}. S2: {Count(able, row => row.After)} arrive{Blocked(able, row => row.After)}.";
    }

    private static string Count(FunctionRow[] rows, Func<FunctionRow, Fate> fate) => $"{rows.Count(row => fate(row).Arrives)} of {rows.Length}";

    private static string Accidents(FunctionRow[] rows)
    {
        var count = rows.Count(row => row.ArrivesByAccident);
        return count == 0 ? "" : $" ({count} of them VFs by accident: their virtual bus took the domain of the bridge above it)";
    }

    private static string Blocked(FunctionRow[] rows, Func<FunctionRow, Fate> fate)
    {
        var groups = rows.Where(row => !fate(row).Arrives)
            .GroupBy(row => (fate(row).Fault, row.IsVirtual, Unit: row.Coverage.Unit is not null))
            .Select(group => $"{group.Count()} {(group.Key.IsVirtual ? "VF" : "function")}{(group.Count() == 1 ? "" : "s")} "
                + (group.Key.Fault != FaultReason.None
                    ? $"blocked with fault 0x{(byte)group.Key.Fault:x2} ({FaultRecord.Describe(group.Key.Fault)})"
                    : "without vectors, as no unit covers " + (group.Count() == 1 ? "it" : "them")));
        var text = string.Join(", ", groups);
        return text.Length == 0 ? "" : ", " + text;
    }

    private static void PrintMachine(IAnsiConsole console, MachineOutcome outcome)
    {
        var machine = outcome.Plan.Machine;
        console.MarkupLine($"[bold]{Markup.Escape(machine.Name)}[/]");
        foreach (var unit in outcome.After.Machine.RemappingUnits)
        {
            var scopes = string.Join(", ", unit.Scopes.Select(scope => scope.ToString()));
            Line(console,
                $"  {unit.Name}: segment {unit.Segment:x4}, registers at 0x{unit.RegisterBase:x}{(unit.IncludeAll ? ", catch-all" : "")}; scopes: {(scopes.Length == 0 ? "none" : scopes)}");
        }

        Line(console, outcome.WhyRemappingIsOff is { } why
            ? $"  interrupt remapping: off, {why}"
            : "  interrupt remapping: on, compatibility-format messages are blocked");
        Line(console, $"  NIC: {outcome.Plan.Address} with {outcome.Plan.VirtualFunctions} VFs, {outcome.Plan.Origin}");
        foreach (var note in machine.Report.Notes.Take(MostNotes)) Line(console, $"  note: {note}");
        if (machine.Report.Notes.Length > MostNotes)
            Line(console, $"  and {machine.Report.Notes.Length - MostNotes} notes more; --json has them all");
    }

    private static Table Functions(MachineOutcome outcome)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("function").AddColumn("what").AddColumn("class").AddColumn("unit").AddColumn("why")
            .AddColumn("under S1 (Linux 5.10-rc3)").AddColumn("under S2 (cured)");
        foreach (var row in outcome.Rows)
        {
            table.AddRow(
                new Text(row.Address.ToString()),
                new Text(Shorten(row.Description)),
                new Text(row.ClassCode is { } code ? (code >> 8).ToString("x4", CultureInfo.InvariantCulture) : "-"),
                new Text(row.Coverage.Unit ?? "none"),
                new Text(row.Coverage.Reason),
                Describe(row.Before, row.ArrivesByAccident ? " by accident" : ""),
                Describe(row.After));
        }

        return table;
    }

    private static Markup Describe(Fate fate, string remark = "")
    {
        if (fate.Vectors == 0) return new Markup(fate.CanInterrupt ? $"[yellow]{fate.Verdict}[/]" : $"[dim]{fate.Verdict}[/]");
        var domain = fate.Domain?.Split(" > ")[0] ?? "none";
        var entry = fate.SourceId is { } id ? $", SID {id}" : "";
        return new Markup($"{Markup.Escape($"{domain}, {fate.Format}{entry}")}: [{(fate.Arrives ? "green" : "red")}]{fate.Verdict}{remark}[/]");
    }

    private static string Shorten(string text) => text.Length <= LongestDescription ? text : text[..(LongestDescription - 3)] + "...";

    private static void PrintFindings(IAnsiConsole console, string system, RunResult run)
    {
        foreach (var group in run.Findings.GroupBy(finding => finding.Key))
        {
            var more = group.Count() == 1 ? "" : $" (and {group.Count() - 1} more)";
            Line(console, $"{system} {group.Key.Rule} {group.Key.File}:{group.Key.Line} {group.First().Message}{more}");
        }
    }

    // Past the console, which would break a long line where grep does not look for it.
    private static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    private static void PrintTrace(IAnsiConsole console, string system, RunResult run)
    {
        if (run.Trace.IsEmpty) return;
        console.Write(new Rule(system) { Justification = Justify.Left });
        foreach (var step in run.Trace) Line(console, step.ToString());
    }
}

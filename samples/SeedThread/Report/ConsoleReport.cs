using IrqModel.Engine;
using Spectre.Console;

namespace SeedThread.Report;

/// <summary>
/// Prints what came out, in one table: a block a system, a row a function. On a console that is not wide enough for a row, the domain
/// chain, the message and the table entry stand below each other.
/// </summary>
public sealed class ConsoleReport(IAnsiConsole console)
{
    private const int WideConsole = 190;

    private readonly bool isWide = console.Profile.Width >= WideConsole;
    private readonly Table table = new Table { ShowHeaders = false, ShowRowSeparators = true }
        .Border(TableBorder.Rounded).AddColumn("").Expand();

    /// <summary>Adds a system.</summary>
    public void Add(SeedSystem system, IReadOnlyList<(SystemRun Run, RunResult Result, IReadOnlyList<string> Differences)> runs)
    {
        var good = runs.All(run => run.Differences.Count == 0);
        var rows = new Table().Border(TableBorder.None)
            .AddColumn(Column("run", 9).PadLeft(4))
            .AddColumn(Column("function", 26));
        if (isWide) rows.AddColumn(Column("MSI domain chain", 38)).AddColumn(Column("message", 27)).AddColumn(Column("table entry", 27));
        else rows.AddColumn(Column("MSI domain chain, message, table entry", 38));
        rows.AddColumn(Column("verdict", isWide ? null : 24));
        var notes = new List<Markup>();
        foreach (var (run, result, differences) in runs)
        {
            foreach (var function in result.Functions.Where(function => function.Driver is not null)) AddFunction(rows, run, function);
            notes.AddRange(result.Findings.GroupBy(finding => finding.Key).Select(Note));
            notes.AddRange(differences.Select(difference => new Markup($"    [red]differs: {Markup.Escape(difference)}[/]")));
        }

        table.AddRow(new Rows(
        [
            new Markup($"[bold]{system.Id}  {Markup.Escape(system.Title)}[/]  {(good ? "[green]as expected[/]" : "[red]NOT as expected[/]")}"),
            new Markup($"    [dim]“{Markup.Escape(system.Quote)}”[/]"),
            new Markup($"    expected: {Markup.Escape(system.Expected)}"),
            rows,
            .. notes,
        ]));
    }

    /// <summary>Prints the table.</summary>
    public void Print() => console.Write(table);

    /// <summary>Prints the trace of a run.</summary>
    public void PrintTrace(SeedSystem system, SystemRun run, RunResult result)
    {
        console.Write(new Rule($"{system.Id} {run.Label}".Trim()) { Justification = Justify.Left });
        foreach (var step in result.Trace) console.WriteLine(step.ToString());
    }

    // Fixed widths keep the blocks aligned; a console narrower than they are wraps instead.
    private TableColumn Column(string title, int? width) => new($"[dim]{title}[/]") { Width = FitsFixedWidths ? width : null, NoWrap = isWide };

    private bool FitsFixedWidths => console.Profile.Width >= 114;

    private void AddFunction(Table rows, SystemRun run, FunctionReport function)
    {
        var name = new Text($"{function.Name} {function.Address.RequesterId} ({function.CoveredBy?.Name ?? "no unit"})");
        if (function.Interrupts.IsEmpty)
        {
            AddRow(rows, run, name, function.DomainChain ?? "none", "no message", "no entry", new Markup("[red]no vectors[/]"));
            return;
        }

        var first = function.Interrupts[0];
        var entry = first.Entry is { } irte
            ? $"{first.EntryUnit} {first.EntryIndex}-{function.Interrupts[^1].EntryIndex}, SID {irte.SourceId}"
            : "no entry";
        var late = function.DomainChain is not null && first.DomainChain != function.DomainChain
            ? $"\n(decided too late: {function.DomainChain})"
            : "";
        AddRow(rows, run, name, first.DomainChain + late, $"{Expectation.FormatOf(first.Message)} {first.Message}", entry, Verdict(function));
    }

    private void AddRow(Table rows, SystemRun run, Text name, string domains, string message, string entry, Markup verdict)
    {
        if (isWide) rows.AddRow(new Text(run.Label), name, new Text(domains), new Text(message), new Text(entry), verdict);
        else rows.AddRow(new Text(run.Label), name, new Text($"{domains}\n{message}\n{entry}"), verdict);
    }

    private static Markup Note(IGrouping<FindingKey, Finding> group)
    {
        var others = group.Count() - 1;
        var more = others == 0 ? "" : $" [dim](and {others} more)[/]";
        return new Markup(
            $"    [yellow]{group.Key.Rule}[/] {group.Key.File}:{group.Key.Line} {Markup.Escape(group.First().Message)}{more}");
    }

    private static Markup Verdict(FunctionReport function)
    {
        var arrived = function.Interrupts.Count(interrupt => interrupt.Outcome == DeliveryOutcome.Delivered);
        if (arrived == function.Interrupts.Length) return new Markup($"[green]{arrived} of {arrived} arrive[/]");
        var outcome = function.Fault == FaultReason.None
            ? function.Interrupts[0].Outcome.ToString()
            : $"fault 0x{(byte)function.Fault:x2}: {InShort(function.Fault)}";
        return new Markup($"[red]{arrived} of {function.Interrupts.Length} arrive, {Markup.Escape(outcome)}[/]");
    }

    private static string InShort(FaultReason fault) => fault switch
    {
        FaultReason.CompatibilityBlocked => "compatibility blocked",
        FaultReason.EntryNotPresent => "entry not present",
        FaultReason.SourceIdMismatch => "source-id mismatch",
        _ => FaultRecord.Describe(fault),
    };
}

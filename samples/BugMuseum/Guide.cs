using IrqModel.Engine;
using Spectre.Console;

namespace BugMuseum;

/// <summary>Shows exhibits on a console.</summary>
internal sealed class Guide
{
    private readonly IAnsiConsole console;

    public Guide(IAnsiConsole console)
    {
        this.console = console;
        if (Console.IsOutputRedirected) console.Profile.Width = 200;
    }

    /// <summary>A line an exhibit.</summary>
    /// <returns>The exit code.</returns>
    public int List(IReadOnlyList<Exhibit> exhibits)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("", "commit", "bug", "rules");
        foreach (var exhibit in exhibits) table.AddRow(exhibit.Id, exhibit.Commit, Markup.Escape(exhibit.Title), string.Join(", ", exhibit.Rules));
        console.Write(table);
        return 0;
    }

    /// <summary>Runs exhibits and shows what came out.</summary>
    /// <returns>The exit code: 0 if all came out as they say.</returns>
    public int Show(IReadOnlyList<Exhibit> exhibits, bool trace, bool inDetail)
    {
        var wrong = new List<string>();
        foreach (var exhibit in exhibits)
        {
            var visit = Visit.To(exhibit, trace);
            if (visit.Differences.Count > 0) wrong.Add(exhibit.Id);
            console.MarkupLine($"[bold]{exhibit.Id}[/]  {exhibit.Commit}  [bold]{Markup.Escape(exhibit.Title)}[/]");
            if (inDetail) console.MarkupLine($"      [dim]{Markup.Escape(exhibit.Story)}[/]");
            if (trace) Print("before", visit.Before);
            foreach (var finding in visit.Before.Findings.GroupBy(finding => finding.Key).Select(group => group.First()))
                console.MarkupLine($"      before  [yellow]{finding.Key.Rule}[/] {Markup.Escape(finding.Key.File)}:{finding.Key.Line}  {Markup.Escape(finding.Message)}");
            console.MarkupLine($"      before  [red]{Markup.Escape(visit.DamageBefore ?? "nothing comes to harm")}[/]");
            if (trace) Print("after", visit.After);
            console.MarkupLine(visit.Differences.Count == 0
                ? "      after   [green]no finding, nothing comes to harm[/]"
                : string.Join("\n", visit.Differences.Select(difference => $"      [red]not as it should be: {Markup.Escape(difference)}[/]")));
        }

        console.MarkupLine(wrong.Count == 0
            ? $"[green]{exhibits.Count} {(exhibits.Count == 1 ? "bug" : "bugs")}: each does its harm before its fix, and none after.[/]"
            : $"[red]Not as they should be: {string.Join(", ", wrong)}.[/]");
        return wrong.Count == 0 ? 0 : 1;
    }

    private void Print(string label, RunResult result)
    {
        console.WriteLine($"      {label}:");
        foreach (var step in result.Trace) console.WriteLine($"      {step}");
    }
}

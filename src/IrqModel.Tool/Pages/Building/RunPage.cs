using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>Makes the document of finished runs.</summary>
internal static class RunPage
{
    /// <summary>Builds it.</summary>
    /// <param name="all">
    /// The runs, at least one. The first is shown, the second beside it; the page has the others to choose from. A page is about one
    /// machine:
    /// runs on others than the first run's are left out, and named.
    /// </param>
    public static PageDocument Build(IReadOnlyList<ToolRun> all)
    {
        ToolRun[] runs = [.. all.Where(run => run.Machine.Name == all[0].Machine.Name)];
        var document = new DocumentBuilder();
        new MachineReader(document).Add(runs);
        var reader = new PageRunReader(document);
        var names = RunNames.Of(runs);
        var read = runs.Select((run, index) => reader.Read(run, StepMarks.None) with { Name = names[index] }).ToArray();
        return document.Build(runs[0].Machine.Name, read) with
        {
            Beside = read.Length > 1 ? 1 : null,
            Notes =
            [
                .. runs.Select(run => $"{run.Title}: {run.Model}").Concat(runs.SelectMany(run => run.Machine.Gaps.Select(gap => $"unknown of the machine: {gap.ToText()}").Concat(run.Machine.Notes))).Distinct(),
                .. all.Except(runs).Select(run => $"not in this report, because it is of another machine: {run.Title} (--run chooses a run)").Distinct(),
            ],
        };
    }
}

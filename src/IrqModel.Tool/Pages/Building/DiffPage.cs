using System.Collections.Immutable;
using IrqModel.Tool.Comparing;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Report;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>Makes the document of a comparison: two runs beside each other, or a run and what is seen of the machine.</summary>
internal sealed class DiffPage
{
    /// <summary>The details that a page keeps of a function: one with 2,048 vectors may have as many differences and more.</summary>
    private const int MostDetails = 20;

    private readonly DocumentBuilder document = new();
    private readonly PageRunReader reader;
    private readonly RunComparison comparison;

    private DiffPage(RunComparison comparison)
    {
        this.comparison = comparison;
        reader = new(document);
    }

    /// <summary>Builds the document of two runs.</summary>
    /// <param name="comparison">What differs between them.</param>
    /// <param name="left">The first run, and the file that it comes from.</param>
    /// <param name="right">The other run, and the file that it comes from.</param>
    public static PageDocument Build(RunComparison comparison, (ToolRun Run, string File) left, (ToolRun Run, string File) right)
    {
        var page = new DiffPage(comparison);
        new MachineReader(page.document).Add([left.Run, right.Run]);
        var names = RunNames.Of([left.Run, right.Run], [Name(left.File), Name(right.File)]);
        PageRun[] runs =
        [
            page.reader.Read(left.Run, page.Marks(parting => parting.Left)) with { Name = names[0] },
            page.reader.Read(right.Run, page.Marks(parting => parting.Right)) with { Name = names[1] },
        ];
        var (machine, other) = (left.Run.Machine.Name, right.Run.Machine.Name);
        return page.Finish(machine, runs, [left.Run, right.Run], new(DiffReport.Headline(comparison), names[0], names[1], page.Differences())) with
        {
            Beside = 1,
            Notes =
            [
                .. page.Notes([left.Run, right.Run]),
                .. machine == other ? Array.Empty<string>()
                    : [$"the runs are on different machines, '{machine}' and '{other}'; a function that both have is described as the first has it"],
            ],
        };
    }

    /// <summary>Builds the document of a run against what is seen.</summary>
    /// <param name="comparison">What differs.</param>
    /// <param name="run">The run.</param>
    /// <param name="observations">All that is seen of functions of the run, also where it agrees.</param>
    public static PageDocument Build(RunComparison comparison, ToolRun run, IReadOnlyDictionary<Bdf, ImmutableArray<Observation>> observations)
    {
        var page = new DiffPage(comparison);
        new MachineReader(page.document).Add([run]);
        var read = page.reader.Read(run, page.Marks(parting => parting.Left));
        var fates = read.Fates.ToArray();
        foreach (var (address, seen) in observations)
        {
            if (page.document.Find(address) is { } number && fates[number] is { } fate)
                fates[number] = fate with { Seen = page.document.Seen(seen) };
        }

        return page.Finish(run.Machine.Name, [read with { Fates = fates }], [run],
            new(DiffReport.Headline(comparison), read.Name, "seen on the machine", page.Differences()) { IsSeen = true }) with
        {
            Inputs = [.. comparison.Right.Split(", ")],
            Notes = page.Notes([run]),
        };
    }

    private PageDocument Finish(string title, IReadOnlyList<PageRun> runs, IReadOnlyList<ToolRun> read, PageComparison compared)
    {
        // Sources are collected until the document is built.
        compared = compared with { First = comparison.First is { } first ? Parting(first) : null };
        return document.Build(read.Count > 1 ? $"{title}: a comparison" : $"{title}: a run against the machine", runs) with { Comparison = compared };
    }

    private IReadOnlyList<string> Notes(IReadOnlyList<ToolRun> runs) =>
    [
        .. comparison.Notes,
        .. runs.Select(run => $"{run.Title}: {run.Model}").Concat(runs.SelectMany(run => run.Machine.Notes)).Distinct(),
    ];

    private StepMarks Marks(Func<Parting, RunStep?> side)
    {
        var marks = new StepMarks { First = comparison.First is { } first ? side(first) : null };
        foreach (var different in comparison.Differences)
        {
            if (document.Find(different.Address) is { } number) marks.Functions.Add(number);
            if (different.Parting is { } parting && side(parting) is { } step) marks.Partings.Add(step);
        }

        return marks;
    }

    private IReadOnlyList<PageDifference> Differences() =>
    [
        .. from different in comparison.Differences
           let number = document.Find(different.Address)
           where number is not null
           orderby number
           select new PageDifference(number.Value, [.. different.Details.Take(MostDetails).Select(Detail)])
           {
               MoreDetails = different.Details.Length > MostDetails ? different.Details.Length - MostDetails : null,
               Parting = different.Parting is { } parting ? Parting(parting) : null,
           },
    ];

    private PageDetail Detail(DifferenceDetail detail) =>
        new(document.Texts.Of(detail.What), document.Texts.Of(detail.Left), document.Texts.Of(detail.Right));

    private PageParting Parting(Parting parting) => new(Moment(parting.Left), Moment(parting.Right));

    private PageMoment? Moment(RunStep? step) =>
        step is null ? null : new(step.Step, document.Texts.Of(step.Text), document.Sources.Of(step.Place), step.Place?.Line);

    private static string Name(string file) => Path.GetFileName(Path.TrimEndingDirectorySeparator(file));
}

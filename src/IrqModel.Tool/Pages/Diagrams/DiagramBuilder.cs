using System.Globalization;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Pages.Diagrams;

/// <summary>
/// Draws which way the messages of functions take. Functions of a bus that fare alike share a node where they are many: GitHub draws no
/// more than
/// 500 edges.
/// </summary>
internal sealed class DiagramBuilder
{
    private const int MostAlike = 3;
    private const int LongestName = 28;

    private readonly PageDocument document;
    private readonly List<DiagramEdge> edges = [];

    private DiagramBuilder(PageDocument document) => this.document = document;

    /// <summary>Draws the runs that the page shows when it opens.</summary>
    public static Diagram Build(PageDocument document)
    {
        var builder = new DiagramBuilder(document);
        int[] shown = document.Beside is { } beside ? [0, beside] : [0];
        return new([.. shown.Select(run => builder.Draw(document.Runs[run], $"r{run}"))], builder.edges);
    }

    private DiagramGroup Draw(PageRun run, string prefix)
    {
        var whole = new DiagramGroup(prefix, run.Name == run.Label ? run.Name : $"{run.Name}: {run.Label}");
        var usedUnits = new SortedSet<int>();
        var processors = false;
        var fates = document.Functions.Select((function, index) => (Function: function, Fate: run.Fates[index], Index: index)).Where(each => each.Fate is not null);
        foreach (var segment in fates.GroupBy(each => document.Buses[each.Function.Bus].Segment).OrderBy(group => group.Key))
        {
            var drawn = new DiagramGroup($"{prefix}s{segment.Key:x}", $"segment {segment.Key:x4}");
            whole.Groups.Add(drawn);
            foreach (var onBus in segment.GroupBy(each => each.Function.Bus).OrderBy(group => document.Buses[group.Key].Number))
            {
                var bus = new DiagramGroup($"{prefix}b{onBus.Key}", NameOf(document.Buses[onBus.Key]));
                drawn.Groups.Add(bus);
                foreach (var alike in onBus.GroupBy(each => (each.Function.Kind, each.Function.Pf, each.Function.Unit, each.Function.UnitOpen, each.Fate!.Verdict, each.Fate.Fault, each.Fate.Format)))
                {
                    foreach (var together in alike.Count() > MostAlike ? [alike.ToArray()] : alike.Select(one => new[] { one }))
                    {
                        var node = $"{prefix}f{together[0].Index}";
                        bus.Nodes.Add(new(node, Lines(together), MoodOf(together[0].Fate!.Verdict)));
                        processors |= Connect(prefix, node, together[0].Function, together[0].Fate!, usedUnits);
                    }
                }
            }
        }

        foreach (var unit in usedUnits) whole.Nodes.Add(new($"{prefix}u{unit}", UnitLines(document.Units[unit]), Mood.Unit));
        if (processors) whole.Nodes.Add(new($"{prefix}cpu", ["processors"], Mood.Plain));
        foreach (var unit in usedUnits)
        {
            if (fates.Any(each => each.Function.Unit == unit && each.Fate!.Verdict == FateKind.Arrives)) edges.Add(new($"{prefix}u{unit}", $"{prefix}cpu", "", Mood.Good));
        }

        return whole;
    }

    private bool Connect(string prefix, string node, PageFunction function, PageFate fate, SortedSet<int> usedUnits)
    {
        var format = fate.Format is { } text ? document.Texts[text] : FormatOf(fate);
        switch (fate.Verdict)
        {
            case FateKind.Arrives or FateKind.Blocked when function.Unit is { } unit:
                usedUnits.Add(unit);
                var fault = fate.Fault is { } code ? $" ✕ 0x{code.ToString("x2", CultureInfo.InvariantCulture)}" : "";
                edges.Add(new(node, $"{prefix}u{unit}", format + fault, MoodOf(fate.Verdict)));
                return fate.Verdict == FateKind.Arrives;
            case FateKind.Arrives or FateKind.Lost:
                edges.Add(new(node, $"{prefix}cpu", format, MoodOf(fate.Verdict)));
                return true;
            default:
                return false;
        }
    }

    private static string FormatOf(PageFate fate) => fate.Interrupts is [{ } first, ..] ? first.Format : "";

    private string[] Lines((PageFunction Function, PageFate? Fate, int Index)[] together)
    {
        var (function, fate, _) = together[0];
        var what = function.Kind switch { FunctionRole.Vf => "VF", FunctionRole.Pf => "PF", FunctionRole.Bridge => "bridge", _ => "function" };
        var of = function.Pf is { } pf ? $" of {Short(document.Functions[pf].Address)}" : "";
        var name = function.Name is { } text ? Shorten(document.Texts[text]) : null;
        string[] first = together.Length > 1
            ? [$"{Words.Count(together.Length, what)}{of}", $"{Short(function.Address)} to {Short(together[^1].Function.Address)}"]
            : [name is null || function.Kind == FunctionRole.Vf ? $"{Short(function.Address)} {what}{of}" : $"{Short(function.Address)} {name}"];
        return fate!.Verdict == FateKind.Silent ? first : [.. first, VerdictOf(fate)];
    }

    private static string VerdictOf(PageFate fate) => fate.Verdict switch
    {
        FateKind.Arrives => "arrives",
        FateKind.Blocked => $"blocked{(fate.Fault is { } fault ? $" (0x{fault.ToString("x2", CultureInfo.InvariantCulture)})" : "")}{(fate.Rules is [var rule, ..] ? $", {rule}" : "")}",
        FateKind.Lost => "lost",
        FateKind.NoVectors => "gets no vectors",
        _ => "unknown",
    };

    private static string Short(string address) => address.StartsWith("0000:", StringComparison.Ordinal) ? address[5..] : address;

    private static string Shorten(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static string[] UnitLines(PageUnit unit) => unit.CatchAll ? [unit.Name, "catch-all"] : [unit.Name];

    private static string NameOf(PageBus bus) => bus.Kind switch
    {
        BusKind.Root => $"bus {bus.Number:x2}, root",
        BusKind.Virtual => $"bus {bus.Number:x2}, VFs only",
        BusKind.Open => $"bus {bus.Number:x2}, what leads here is not shown",
        _ => $"bus {bus.Number:x2}",
    };

    private static Mood MoodOf(FateKind verdict) => verdict switch
    {
        FateKind.Arrives => Mood.Good,
        FateKind.Unknown => Mood.Open,
        FateKind.Silent => Mood.Plain,
        _ => PageRunReader.Dies(verdict) ? Mood.Bad : Mood.Plain,
    };
}

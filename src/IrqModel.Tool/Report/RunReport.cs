using System.Collections.Immutable;
using System.Globalization;
using IrqModel.Engine;
using IrqModel.Tool.Runs;
using Spectre.Console;

namespace IrqModel.Tool.Report;

/// <summary>Prints runs: which interrupts arrive, which do not and why, and the broken rules with their lines.</summary>
public static class RunReport
{
    private const int MostFunctions = 500;
    private const int MostLosses = 50;
    private const int MostNotes = 50;
    private const int LongestName = 44;

    /// <summary>Prints runs.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="runs">The runs.</param>
    public static void Print(IAnsiConsole console, IReadOnlyList<ToolRun> runs)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(runs);
        for (var index = 0; index < runs.Count; index++)
        {
            if (index > 0) Line(console, "");
            Print(console, runs[index], runs.Count > 1 ? $"run {index + 1}: " : "");
        }
    }

    private static void Print(IAnsiConsole console, ToolRun run, string prefix)
    {
        Line(console, $"{prefix}{run.Title}");
        Line(console, Headline(run));
        if (!run.Functions.IsEmpty) console.Write(Functions(run));
        if (run.Functions.Length > MostFunctions) Line(
            console, $"  and {Words.Count(run.Functions.Length - MostFunctions, "function")} more; --json has them all");
        PrintGaps(console, run);
        PrintDeaths(console, run);
        PrintFindings(console, "Broken rules", run.Findings);
        PrintFindings(console, "What follows from them", run.Consequences);
        PrintLosses(console, run);
    }

    /// <summary>What came of a run, in a line.</summary>
    public static string Headline(ToolRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Functions.IsEmpty && !run.Machine.Gaps.IsEmpty && run.Machine.Gaps.All(gap => gap.Functions.IsEmpty))
            return "No function is shown, so there is nothing to say of interrupts.";
        var known = run.Functions.Where(function => function.Unknown is null).ToArray();
        var dying = known.Count(function => function.Dies);
        var arriving = known.Count(function => function.Verdict == RunVerdict.Arrives);
        var unknown = run.Functions.Length - known.Length + run.Machine.Gaps.Where(gap => gap.IsLeftOut).Sum(gap => gap.Functions.Length);
        var rules = run.Findings.Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal).ToArray();
        var broken = rules.Length == 0 ? "No rule is broken." : $"Broken: {string.Join(", ", rules)}.";
        if (unknown > 0 && known.Length == 0) return $"Of {Words.Share(unknown, unknown, "function")} it is unknown what becomes of {(unknown == 1 ? "its" : "their")} interrupts on the machine. In the run: {Words.Uncapitalised(broken)}";
        var interrupts = dying > 0
            ? $"{dying} of {Words.Count(dying + arriving, "function")} with interrupts {(dying == 1 ? "loses its" : "lose their")} interrupts"
            : arriving == 0 ? "No function uses interrupts"
            : unknown > 0 ? $"Interrupts of {Words.Count(arriving, "function")} arrive" : $"All interrupts arrive: {Words.Count(arriving, "function")}";
        var open = unknown == 0 ? "" : $" Of {Words.Count(unknown, "function")} it is unknown what becomes of {(unknown == 1 ? "its" : "their")} interrupts on the machine.";
        return $"{interrupts}. {broken}{open}";
    }

    private static Table Functions(ToolRun run)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddUnbroken("function").AddNamed("what", "driver", "unit", "MSI domains", "message", "result");
        var described = run.Machine.Functions.ToDictionary(function => function.Address, function => function.What);
        foreach (var function in run.Functions.Take(MostFunctions))
        {
            table.AddRow(
                new Text(function.Address.ToString()),
                new Text(What(function, described)),
                new Text(function.Driver ?? ""),
                new Text(function.Unit ?? "none"),
                new Text(function.Interrupts.IsEmpty ? function.DomainChain ?? "none" : function.Interrupts[0].DomainChain),
                new Text(Message(function)),
                function.Unknown is null
                    ? new Text(Result(function), new Style(function.Dies ? Color.Red : function.Verdict == RunVerdict.Arrives ? Color.Green : Color.Default))
                    : new Text($"unknown ({Result(function)} in the run)", new Style(Color.Yellow)));
        }

        return table;
    }

    private static string What(RunFunction function, Dictionary<Bdf, string?> described)
    {
        var what = function.Name != function.Address.ToString() ? function.Name : described.GetValueOrDefault(function.Address) ?? "";
        return what.Length > LongestName ? what[..(LongestName - 3)] + "..." : what;
    }

    private static string Message(RunFunction function) =>
        function.Interrupts.IsEmpty ? ""
            : $"{function.Interrupts[0].Message}{(function.Interrupts.Length > 1 ? $" and {function.Interrupts.Length - 1} more" : "")}";

    /// <summary>What became of a function's interrupts, in a few words.</summary>
    public static string Result(RunFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Verdict switch
        {
            RunVerdict.Arrives => "arrives",
            RunVerdict.Blocked => $"blocked (0x{((byte)function.Fault).ToString("x2", CultureInfo.InvariantCulture)})",
            RunVerdict.Lost => "lost",
            RunVerdict.NoVectors => "no vectors",
            RunVerdict.UsesPin => "uses its pin",
            RunVerdict.NotAsked => "asked for none",
            RunVerdict.NoDriver => "no driver",
            _ => "no MSI",
        };
    }

    // What the import dropped or assumed comes first: the verdicts rest on it.
    private static void PrintGaps(IAnsiConsole console, ToolRun run)
    {
        if (!run.Machine.Gaps.IsEmpty)
        {
            Heading(console, "Unknown of the machine");
            foreach (var gap in run.Machine.Gaps)
            {
                var who = gap.IsOfAll ? "all functions: " : gap.Functions.IsEmpty ? "" : $"{Words.Some([.. gap.Functions.Select(text => Bdf.Parse(text))])}{(gap.IsLeftOut ? " (left out)" : "")}: ";
                Line(console, $"  {who}{gap.Because}");
            }
        }

        if (run.Machine.Notes.IsEmpty) return;
        Heading(console, "Assumed and left out when the machine was imported");
        foreach (var note in run.Machine.Notes.Take(MostNotes)) Line(console, $"  {note}");
        if (run.Machine.Notes.Length > MostNotes) Line(console, $"  and {run.Machine.Notes.Length - MostNotes} more; --json has them all");
    }

    // Functions that die in the same way share their lines.
    private static void PrintDeaths(IAnsiConsole console, ToolRun run)
    {
        var groups = run.Functions.Where(function => function.Dies).GroupBy(function => (
            Result(function), function.Where,
                Rules: string.Join(", ", function.Because.Select(index => run.Findings[index].Rule).Distinct()),
            Cause: function.Why.IsEmpty ? LossCause.Unknown : function.Why[0].Cause, Place: function.Why.IsEmpty ? null
                : function.Why[0].Place, IsKnown: function.Unknown is null)).ToArray();
        if (groups.Length == 0) return;
        Heading(console, "Lost interrupts");
        foreach (var group in groups)
        {
            Line(console, $"  {Words.Some([.. group.Select(function => function.Address)])}: {group.Key.Item1}, {group.Key.Where}{(group.Key.IsKnown ? "" : " (in the run; unknown of the machine)")}");
            foreach (var why in group.First().Why) Line(console, $"    {(why.Place is { } place ? $"{place}: " : "")}{why.Text}");
            if (group.Key.Rules.Length > 0) Line(console, $"    broken: {group.Key.Rules}");
        }
    }

    private static void PrintFindings(IAnsiConsole console, string heading, ImmutableArray<RunFinding> findings)
    {
        if (findings.IsEmpty) return;
        Heading(console, heading);
        foreach (var group in findings.GroupBy(finding => (finding.Rule, finding.Place)))
        {
            var first = group.First();
            var times = group.Count() > 1 ? $" (and {Words.Count(group.Count() - 1, "time")} more)" : "";
            Line(console, $"  {first.Place?.ToString() ?? "(no line)"}: {first.Rule}: {first.Message}{times}");
        }
    }

    private static void PrintLosses(IAnsiConsole console, ToolRun run)
    {
        if (run.Losses.IsEmpty) return;
        Heading(console, "What else went wrong");
        foreach (var loss in run.Losses.Take(MostLosses)) Line(console, $"  {Name(loss.Kind)}: {loss.Text}");
        if (run.Losses.Length > MostLosses) Line(console, $"  and {run.Losses.Length - MostLosses} more; --json has them all");
    }

    private static string Name(RunLossKind kind) => kind switch
    {
        RunLossKind.Stray => "went astray in the middle of the run",
        RunLossKind.Leak => "lost for good",
        _ => "undefined by the specification",
    };

    private static void Heading(IAnsiConsole console, string text)
    {
        Line(console, "");
        Line(console, text);
    }

    // Past the console, which would break a long line where grep does not look for it.
    private static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}

using System.CommandLine;
using IrqModel.Engine;
using SeedThread;
using SeedThread.Report;
using Spectre.Console;

var only = new Option<string[]>("--only") { Description = "Run only these systems, for instance --only S1 --only S2.", AllowMultipleArgumentsPerToken = true };
var trace = new Option<bool>("--trace") { Description = "Print what happened, step by step, before the table." };
var json = new Option<FileInfo?>("--json") { Description = "Also write the result to this file." };
only.Validators.Add(result =>
{
    foreach (var token in result.Tokens)
    {
        if (!Systems.All.Any(system => system.Id.Equals(token.Value, StringComparison.OrdinalIgnoreCase)))
            result.AddError($"There is no system '{token.Value}'; expected one of {string.Join(", ", Systems.All.Select(system => system.Id))}.");
    }
});

var command = new RootCommand("Runs the nine systems of the kernel mail thread of November 2020 and shows which interrupts arrive.") { only, trace, json };
command.SetAction(parsed => Run(parsed.GetValue(only) ?? [], parsed.GetValue(trace), parsed.GetValue(json)));
return command.Parse(args).Invoke();

static int Run(string[] wanted, bool trace, FileInfo? json)
{
    var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
    if (Console.IsOutputRedirected) console.Profile.Width = 120;
    console.MarkupLine("The five warnings of the build are intended: S1, S5, S6 and S9 are wrong on purpose, and the analyzers say where.");
    console.WriteLine();
    var report = new ConsoleReport(console);
    var all = new List<(SeedSystem System, SystemRun Run, RunResult Result, IReadOnlyList<string> Differences)>();
    foreach (var system in Systems.All)
    {
        if (wanted.Length > 0 && !wanted.Contains(system.Id, StringComparer.OrdinalIgnoreCase)) continue;
        var runs = new List<(SystemRun Run, RunResult Result, IReadOnlyList<string> Differences)>();
        foreach (var run in system.Runs)
        {
            var result = run.Run(trace);
            var differences = run.Differences(result).ToArray();
            runs.Add((run, result, differences));
            all.Add((system, run, result, differences));
            if (trace) report.PrintTrace(system, run, result);
        }

        report.Add(system, runs);
    }

    report.Print();
    try
    {
        if (json is not null) JsonReport.Write(json.FullName, all);
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"error: {json}: cannot be written: {error.Message}");
        return 2;
    }

    var bad = all.Where(run => run.Differences.Count > 0).Select(run => run.System.Id).Distinct().ToArray();
    var count = all.Select(run => run.System.Id).Distinct().Count();
    console.MarkupLine(bad.Length == 0
        ? $"[green]{count} {(count == 1 ? "system" : "systems")} came out as the design says.[/]"
        : $"[red]Not as the design says: {string.Join(", ", bad)}.[/]");
    return bad.Length == 0 ? 0 : 1;
}

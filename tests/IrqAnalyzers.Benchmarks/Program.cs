using System.Globalization;
using IrqAnalyzers;
using IrqAnalyzers.Benchmarks;
using Microsoft.CodeAnalysis;

var isQuick = args.Contains("--quick");
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ours = new AnalyzerSet("IrqAnalyzers", [new BringUpAnalyzer()], []);
var idle = new AnalyzerSet("idle", [new IdleAnalyzer()], []);
var sets = new List<AnalyzerSet> { idle, ours, AnalyzerSet.Load("CA2000", Peers.NetAnalyzers(), "CA2000") };
if (Peers.Sonar(args) is { } sonar)
{
    sets.Add(AnalyzerSet.Load("Sonar S2259", sonar, "S2259"));
}
else
{
    Console.WriteLine("SonarAnalyzer.CSharp was not found and is NOT measured (-p:WithSonar=true, --sonar PATH or IRQ_SONAR); CA1508 stands in as second peer.");
    sets.Add(AnalyzerSet.Load("CA1508", Peers.NetAnalyzers(), "CA1508"));
}

foreach (var error in Bench.Compile(Bench.Parse(ModelSource.Project(1_000)), ours).GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error))
    throw new InvalidOperationException(error.ToString());

Console.WriteLine($"edit of one method in a file of {ModelSource.LinesPerFile} lines, from keystroke to diagnostics, median warm");
Console.WriteLine("| asked for | of | ms | own ms | MB |");
Console.WriteLine("|---|---|---|---|---|");
var edited = Bench.Parse(ModelSource.Project(isQuick ? 1_000 : ModelSource.LinesPerFile));
foreach (var onlyMember in new[] { true, false })
{
    foreach (var set in new[] { null, idle, ours })
    {
        var before = Bench.Compile(edited, set ?? idle);
        var all = new List<Measurement>();
        for (var step = 0; step < (isQuick ? 3 : 40); step++) all.Add(await Bench.EditAsync(before, step, set, onlyMember));
        var median = Measurement.Median(all.Skip(all.Count / 4).ToList());
        Console.WriteLine($"| {(onlyMember ? "the method" : "the file")} | {set?.Name ?? "no analyzer"} | {median.Wall:F1} | {median.Own:F1} | {median.Megabytes:F1} |");
    }
}

Console.WriteLine("whole build, one thread, median; own = time in the analyzer's actions, over idle = wall less that of an analyzer that does nothing");
Console.WriteLine("| lines | set | wall ms | own ms | over idle ms | MB | diagnostics |");
Console.WriteLine("|---|---|---|---|---|---|---|");
var ownBySize = new Dictionary<int, double>();
foreach (var lines in isQuick ? [1_000] : new[] { 1_000, 5_000, 20_000, 100_000 })
{
    var trees = Bench.Parse(ModelSource.Project(lines));
    var results = new Dictionary<AnalyzerSet, Measurement>();
    foreach (var set in lines > 20_000 ? sets.Take(2) : sets)
    {
        var repetitions = isQuick ? 1 : lines <= 5_000 ? 7 : lines <= 20_000 ? 5 : 3;
        var all = new List<Measurement>();
        for (var run = lines > 5_000 ? 0 : -1; run < repetitions; run++)
        {
            var one = await Bench.BuildAsync(trees, set);
            if (run >= 0) all.Add(one);
        }

        var median = results[set] = Measurement.Median(all);
        Console.WriteLine($"| {lines} | {set.Name} | {median.Wall:F0} | {median.Own:F1} | {median.Wall - results[idle].Wall:F0} | {median.Megabytes:F1} | {median.Diagnostics} |");
    }

    ownBySize[lines] = results[ours].Own;
    if (results.Count < sets.Count) continue; // the peers take minutes
    var peers = results[sets[2]].Own + results[sets[3]].Own;
    Console.WriteLine($"ours / peers at {lines}: {results[ours].Own / peers:F3} of own time (target: under 0.1)");
}

if (!isQuick) Console.WriteLine($"growth of own time, 100k / 20k: {ownBySize[100_000] / ownBySize[20_000]:F2} (target: 4.5 to 5.5)");

var without = await Bench.BuildAsync(Bench.Parse(["class X { int M(int n) { return n > 1 ? M(n - 1) : 0; } }"]), ours, withDsl: false);
Console.WriteLine($"a project without the DSL: {without.Own:F2} ms in our actions");

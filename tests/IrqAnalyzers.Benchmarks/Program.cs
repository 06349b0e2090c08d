using System.Globalization;
using IrqAnalyzers;
using IrqAnalyzers.Benchmarks;
using Microsoft.CodeAnalysis;

var isQuick = args.Contains("--quick");
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ours = new AnalyzerSet("IrqAnalyzers", [new(new BringUpAnalyzer())], []);
if (args is ["--repeat", var size, var count])
{
    // For a profiler, and for holding one version of the analyzers against another.
    var trees = Bench.Parse(ModelSource.Project(int.Parse(size, CultureInfo.InvariantCulture)));
    var builds = new List<Measurement>();
    for (var left = int.Parse(count, CultureInfo.InvariantCulture); left > 0; left--) builds.Add(await Bench.BuildAsync(trees, ours));
    Console.WriteLine(string.Join(" ", builds.Select(build => $"{build.Own:F1}")));
    Console.WriteLine($"own ms of {builds.Count} builds: least {builds.Min(build => build.Own):F2}, median {Measurement.Median(builds).Own:F2}; {Measurement.Median(builds).Megabytes:F1} MB; {100 * builds.Skip(builds.Count / 3).Sum(build => build.Own) / builds.Skip(builds.Count / 3).Sum(build => build.Processor):F1} % of the processor time");
    return;
}

if (args is ["--cost"])
{
    // Figures that do not wobble, for comparing two checkouts.
    var (visits, bytes) = await Bench.CostAsync(Bench.Parse(ModelSource.Project(5_000)));
    Console.WriteLine($"5,000 lines: {visits} visits of blocks, {bytes} bytes allocated in our actions");
    return;
}

var idle = new AnalyzerSet("idle", [new(new IdleAnalyzer())], []);
var sets = new List<AnalyzerSet> { idle, ours };
if (!args.Contains("--alone"))
{
    sets.Add(AnalyzerSet.Load("CA2000", Peers.NetAnalyzers(), "CA2000"));
    if (Peers.Sonar(args) is { } sonar)
    {
        sets.Add(AnalyzerSet.Load("Sonar S2259", sonar, "S2259"));
    }
    else
    {
        Console.WriteLine("SonarAnalyzer.CSharp was not found and is NOT measured (-p:WithSonar=true, --sonar PATH or IRQ_SONAR); CA1508 stands in as second peer.");
        sets.Add(AnalyzerSet.Load("CA1508", Peers.NetAnalyzers(), "CA1508"));
    }
}

if (!ThreadClock.IsProcessorTime) Console.WriteLine("There is no clock of a thread's processor time here: 'own' is time on the wall.");
foreach (var error in Bench.Compile(Bench.Parse(ModelSource.Project(1_000)), ours).GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error))
    throw new InvalidOperationException(error.ToString());

Console.WriteLine($"edit of one method in a file of {ModelSource.LinesPerFile} lines, from keystroke to diagnostics, median warm");
Console.WriteLine("| asked for | of | wall ms | processor ms | own ms | MB |");
Console.WriteLine("|---|---|---|---|---|---|");
var edited = Bench.Parse(ModelSource.Project(isQuick ? 1_000 : ModelSource.LinesPerFile));
foreach (var onlyMember in new[] { true, false })
{
    var rows = new[] { null, idle, ours };
    var all = rows.ToDictionary(set => set?.Name ?? "no analyzer", _ => new List<Measurement>());
    for (var step = 0; step < (isQuick ? 10 : 40); step++)
    {
        foreach (var set in rows) all[set?.Name ?? "no analyzer"].Add(await Bench.EditAsync(Bench.Compile(edited, set ?? idle), step, set, onlyMember));
    }

    foreach (var (name, measured) in all)
    {
        var median = Measurement.Median(measured.Skip(measured.Count / 4).ToList());
        Console.WriteLine($"| {(onlyMember ? "the method" : "the file")} | {name} | {median.Wall:F1} | {median.Processor:F1} | {median.Own:F2} | {median.Megabytes:F1} |");
    }
}

Console.WriteLine("whole build, one thread, median; own = processor time in the analyzer's actions, over idle = that of the process less that with an analyzer that does nothing");
Console.WriteLine("| lines | set | wall ms | processor ms | own ms | over idle ms | MB | diagnostics |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
var ownBySize = new Dictionary<int, double>();
var warm = Bench.Parse(ModelSource.Project(1_000));
for (var left = isQuick ? 20 : 60; left > 0; left--)
{
    // A compiler server has compiled everything that is hot for good.
    foreach (var set in sets) await Bench.BuildAsync(warm, set);
}

foreach (var lines in isQuick ? [1_000] : new[] { 1_000, 5_000, 20_000, 100_000 })
{
    var trees = Bench.Parse(ModelSource.Project(lines));
    var measured = lines > 20_000 ? sets.Take(2).ToList() : sets; // the peers take minutes
    var all = measured.ToDictionary(set => set, _ => new List<Measurement>());
    var repetitions = isQuick ? 3 : lines switch { <= 1_000 => 31, <= 5_000 => 15, <= 20_000 => 7, _ => 3 };
    for (var run = -1; run < repetitions; run++)
    {
        foreach (var set in measured)
        {
            var one = await Bench.BuildAsync(trees, set);
            if (run >= 0) all[set].Add(one);
        }
    }

    var results = all.ToDictionary(entry => entry.Key, entry => Measurement.Median(entry.Value));
    foreach (var (set, median) in results)
        Console.WriteLine($"| {lines} | {set.Name} | {median.Wall:F0} | {median.Processor:F0} | {median.Own:F1} | {median.Processor - results[idle].Processor:F0} | {median.Megabytes:F1} | {median.Diagnostics} |");
    ownBySize[lines] = results[ours].Own;
    if (results.Count < 4) continue;
    Console.WriteLine($"ours / peers at {lines}: {results[ours].Own / (results[sets[2]].Own + results[sets[3]].Own):F3} of own time (target: under 0.1)");
}

if (!isQuick) Console.WriteLine($"growth of own time, 100k / 20k: {ownBySize[100_000] / ownBySize[20_000]:F2} (target: 4.5 to 5.5)");

var without = await Bench.BuildAsync(Bench.Parse(["class X { int M(int n) { return n > 1 ? M(n - 1) : 0; } }"]), ours, withDsl: false);
Console.WriteLine($"a project without the DSL: {without.Own:F2} ms in our actions");

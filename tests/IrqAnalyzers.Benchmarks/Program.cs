using System.CommandLine;
using System.Globalization;
using IrqAnalyzers;
using IrqAnalyzers.Benchmarks;
using IrqModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Spectre.Console;

var quick = new Option<bool>("--quick") { Description = "Small projects and few repetitions: shows that it works, measures nothing." };
var sonar = new Option<FileInfo?>("--sonar") { Description = "Path of SonarAnalyzer.CSharp.dll; its rule S2583 takes part then." };
var command = new RootCommand("Compares the cost of the bring-up analyzer with that of other flow rules, on the same generated model projects.") { quick, sonar };
command.SetAction((parsed, _) => MeasureAsync(parsed.GetValue(quick), parsed.GetValue(sonar)));
return await command.Parse(args).InvokeAsync();

static async Task<int> MeasureAsync(bool quick, FileInfo? sonar)
{
    int[] sizes = quick ? [1_000, 2_000] : [1_000, 5_000, 20_000, 100_000];
    var subjects = new List<Subject>
    {
        new("IrqAnalyzers", [new BringUpAnalyzer()]),
        new("CA2000", Peers.OfSdk("CA2000"), "CA2000"),
        sonar is null ? new("CA1508", Peers.OfSdk("CA1508"), "CA1508") : new("S2583", Peers.Of("S2583", sonar.FullName), "S2583"),
    };
    if (sonar is null) AnsiConsole.MarkupLine("SonarAnalyzer.CSharp was not given (--sonar PATH); CA1508, which follows values too, takes its place.");

    var builds = new Table().AddColumns("lines", "rule", "ms a build", "of both peers", "MB", "findings");
    var whole = new Dictionary<(string Name, int Lines), double>();
    foreach (var lines in sizes)
    {
        var compilation = Compile(ModelSource.Files(lines));
        var costs = new Dictionary<string, List<BuildCost>>();
        for (var round = 0; round <= (quick ? 1 : lines > 20_000 ? 3 : 5); round++)
        {
            foreach (var subject in subjects)
            {
                var cost = await subject.BuildAsync(compilation);
                if (round == 0) continue;       // warm-up
                if (!costs.TryGetValue(subject.Name, out var known)) costs[subject.Name] = known = [];
                known.Add(cost);
            }
        }

        var both = 0.0;
        foreach (var subject in subjects)
        {
            whole[(subject.Name, lines)] = Median(costs[subject.Name].Select(cost => cost.Milliseconds));
            if (subject != subjects[0]) both += whole[(subject.Name, lines)];
        }

        foreach (var subject in subjects)
        {
            var cost = costs[subject.Name];
            builds.AddRow(
                $"{lines:N0}", subject.Name, Number(whole[(subject.Name, lines)]), subject == subjects[0] ? (whole[(subject.Name, lines)] / both).ToString("P1", CultureInfo.InvariantCulture) : "",
                Number(Median(cost.Select(one => one.Bytes / 1e6))), $"{cost[0].Diagnostics}");
        }

        Console.Error.WriteLine($"{lines:N0} lines measured");
    }

    AnsiConsole.Write(builds);
    foreach (var subject in subjects)
        AnsiConsole.MarkupLine($"Growth of {subject.Name} from {sizes[^2]:N0} to {sizes[^1]:N0} lines: {Number(whole[(subject.Name, sizes[^1])] / whole[(subject.Name, sizes[^2])])}");
    await MeasureEditsAsync(subjects, quick);
    await MeasureWithoutDslAsync(subjects[0]);
    return 0;
}

static async Task MeasureEditsAsync(List<Subject> subjects, bool quick)
{
    var text = ModelSource.File(0, quick ? 500 : 5_000);
    var compilation = Compile([text]);
    var file = compilation.SyntaxTrees.Last();
    var edits = new Table().AddColumns("edit of one method in a file of 5,000 lines", "median ms", "95th percentile");
    foreach (var subject in subjects)
    {
        var times = new List<double>();
        for (var edit = 0; edit < (quick ? 3 : 40); edit++)
        {
            var time = await subject.EditAsync(compilation, file, edit);
            if (edit >= (quick ? 1 : 10)) times.Add(time);
        }

        times.Sort();
        edits.AddRow(subject.Name, Number(Median(times)), Number(times[(int)(times.Count * 0.95)]));
    }

    AnsiConsole.Write(edits);
}

static async Task MeasureWithoutDslAsync(Subject ours)
{
    var text = "namespace Plain; public static class C { public static int Twice(int x) { if (x > 1) return 2 * x; return x; } }";
    var plain = CSharpCompilation.Create("plain", [CSharpSyntaxTree.ParseText(text)], Runtime(), Options());
    var cost = await ours.BuildAsync(plain);
    AnsiConsole.MarkupLine($"In a project without the DSL: {Number(cost.Milliseconds)} ms.");
}

static CSharpCompilation Compile(IReadOnlyList<string> files)
{
    var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
    var trees = files.Select((text, index) => CSharpSyntaxTree.ParseText(text, parse, $"Part{index}.cs"));
    var compilation = CSharpCompilation.Create("generated", trees, [.. Runtime(), MetadataReference.CreateFromFile(typeof(Host).Assembly.Location)], Options());
    var broken = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3).ToArray();
    return broken.Length == 0 ? compilation : throw new InvalidOperationException($"The generated project does not compile: {string.Join("; ", broken.Select(error => error.ToString()))}");
}

static IEnumerable<MetadataReference> Runtime() =>
    ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
        .Select(path => MetadataReference.CreateFromFile(path));

static CSharpCompilationOptions Options() =>
    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        .WithSyntaxTreeOptionsProvider(new NoTreeOptions());

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return sorted[sorted.Length / 2];
}

static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

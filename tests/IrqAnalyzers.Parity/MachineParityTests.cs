using System.Collections.Immutable;
using System.Runtime.Loader;
using IrqAnalyzers.Parity.Generation;
using IrqModel;
using IrqModel.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace IrqAnalyzers.Parity;

/// <summary>
/// Random descriptions of machines: what the analyzers report some way through them shows, and where there is one way only they report all
/// that it shows. A description of an impossible machine ends there; what it would have shown later does not count against the analyzers.
/// </summary>
[Trait("Suite", "Long")]
public sealed class MachineParityTests
{
    private const int Machines = 1000;
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Collections.Immutable; global using IrqModel;";

    [Fact]
    public async Task Analyzers_and_engine_say_the_same_of_random_machines()
    {
        var files = Enumerable.Range(0, Machines).Select(number => (
            Name: $"M{number}.cs",
            Text: MachineGenerator.Write(number, new Dice(number + 20260), HasBranches(number), IsPlain(number)))).ToArray();
        var compilation = Compile(files);
        var reported = await AnalyzeAsync(compilation);
        var models = Load(compilation);
        var differences = new List<string>();
        var shownRules = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (all, unseen, cut) = (0, 0, 0);
        for (var number = 0; number < Machines; number++)
        {
            var build = models.GetType($"Machine{number}")!.GetMethod("Build")!.CreateDelegate<Func<bool[], Machine>>();
            var shown = new SortedSet<string>(StringComparer.Ordinal);
            var isCutShort = false;
            for (var answers = 0; answers < 1 << MachineGenerator.Flags; answers++) isCutShort |= Run(build, answers, shown);
            var said = reported[$"M{number}.cs"].ToHashSet(StringComparer.Ordinal);
            var missed = shown.Where(key => !said.Contains(key)).ToArray();
            if (!HasBranches(number)) differences.AddRange(missed.Select(key => $"missed {key}\n{files[number].Text}"));
            unseen += HasBranches(number) ? missed.Length : 0;
            all += shown.Count;
            if (isCutShort) cut++;
            else differences.AddRange(said.Where(key => !shown.Contains(key)).Select(key => $"not shown {key}\n{files[number].Text}"));
            foreach (var key in shown) shownRules[key[..7]] = shownRules.GetValueOrDefault(key[..7]) + 1;
        }

        TestContext.Current.SendDiagnosticMessage($"{Machines} machines, {cut} of them impossible on some way, {all} findings, {unseen} of them on some ways only and not reported");
        Assert.True(differences.Count == 0, $"{differences.Count} differences, for instance {string.Join("\n", differences.Take(3))}");
        Assert.Equal(["IRQ5001", "IRQ5002", "IRQ5003", "IRQ5004", "IRQ5005", "IRQ5006"], shownRules.Keys);
        Assert.All(shownRules, rule => Assert.InRange(rule.Value, 10, int.MaxValue));
    }

    // Every other machine is described on one way: nothing of it can be unknown.
    private static bool HasBranches(int number) => number % 2 == 1;

    // Half of them use helpers, objects and loops over tables, and half of those branch.
    private static bool IsPlain(int number) => number % 4 < 2;

    private static bool Run(Func<bool[], Machine> build, int answers, SortedSet<string> shown)
    {
        var flags = Enumerable.Range(0, MachineGenerator.Flags).Select(flag => (answers & (1 << flag)) != 0).ToArray();
        try
        {
            foreach (var finding in Simulation.Run(() => build(flags), machine => new Idle(machine)).FindingKeys) shown.Add(finding.ToString());
            return false;
        }
        catch (TopologyException impossible)
        {
            // Descriptions of a scope on another segment have no rule; nothing but the exception tells which call it was.
            if (impossible.Rule is { } rule) shown.Add($"{rule}|{impossible.Location.FileName}:{impossible.Location.Line}");
            return true;
        }
    }

    private static CSharpCompilation Compile(IEnumerable<(string Name, string Text)> files)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = files.Append(("Usings.cs", Usings)).Append(("Types.cs", MachineShapes.Types)).Select(file => CSharpSyntaxTree.ParseText(
            SourceText.From(file.Item2, System.Text.Encoding.UTF8), parsing, file.Item1));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file == "IrqModel.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create("Machines", trees, references, new(OutputKind.DynamicallyLinkedLibrary));
    }

    private static async Task<ILookup<string, string>> AnalyzeAsync(CSharpCompilation compilation)
    {
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var diagnostics = await compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return diagnostics.ToLookup(diagnostic => diagnostic.Location.SourceTree?.FilePath ?? "", Key);
    }

    // An exception names its line and its rule only.
    private static string Key(Diagnostic diagnostic)
    {
        var key = diagnostic.Properties.TryGetValue("irq.key", out var known) ? known! : diagnostic.ToString();
        return diagnostic.Id == "IRQ5003" ? $"IRQ5003|{key.Split('|')[2]}" : key;
    }

    private static System.Reflection.Assembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        return new AssemblyLoadContext("machines").LoadFromStream(image);
    }

    private sealed class Idle(Machine machine) : Host(machine)
    {
        public override IrqModel.Flow Boot() => IrqModel.Flow.Completed;
    }
}

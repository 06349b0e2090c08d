using System.Collections.Immutable;
using System.Globalization;
using IrqAnalyzers.Parity.Checking;
using IrqAnalyzers.Parity.Generation;
using IrqModel;
using IrqModel.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Parity.Fixing;

/// <summary>Applies the fixes of programs and compares the results with the programs as they were.</summary>
internal static class FixCheck
{
    private const int SearchedRuns = 20;
    private const int RandomRuns = 8;
    private const int OtherRuns = 3;
    private const int LongestScript = 24;

    /// <summary>The fixes of each program, with what is wrong about each; nothing should be.</summary>
    public static IReadOnlyList<(ModelProgram Program, ProposedFix Fix, ImmutableArray<string> Objections)> Check(
        IReadOnlyList<ModelProgram> programs, CancellationToken cancellation)
    {
        var all = programs.SelectMany(program => FixesOf(program, cancellation).Select(fix => (Program: program, Fix: fix))).ToArray();
        var fixedPrograms = programs.Select(program => program.Name).Where(name => all.Any(one => one.Program.Name == name)).ToHashSet(StringComparer.Ordinal);
        var files = new List<(string Path, string Text)>();
        foreach (var program in programs.Where(program => fixedPrograms.Contains(program.Name)))
        {
            files.Add((program.HostFile, program.HostSource()));
            files.Add((program.DriverFile, program.DriverSource()));
        }

        for (var number = 0; number < all.Length; number++)
        {
            var (program, fix) = all[number];
            files.Add(($"{NameOf(program, number)}.cs", Renamed(fix.Files[0].Text, program, number)));
            files.Add(($"{NameOf(program, number)}.Driver.cs", Renamed(fix.Files[1].Text, program, number)));
        }

        using var compiled = CompiledPrograms.Of(files, OptimizationLevel.Debug, cancellation);
        var reported = Analyze(compiled.Compilation, cancellation);
        var checks = new List<(ModelProgram, ProposedFix, ImmutableArray<string>)>();
        var before = new Dictionary<string, (List<(bool IsOther, Answers Answers)> Scripts, List<Outcome> Outcomes)>(StringComparer.Ordinal);
        for (var number = 0; number < all.Length; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (program, fix) = all[number];
            if (!before.TryGetValue(program.Name, out var known)) before.Add(program.Name, known = Explore(compiled.HostOf(program.Name), program.Number));
            var name = NameOf(program, number);
            var objections = Static(reported[program.Name], reported[name], fix).Concat(Dynamic(program, known, compiled.HostOf(name), fix, KeysOf(reported[name])));
            checks.Add((program, fix, [.. objections.Distinct().Take(10)]));
        }

        return checks;
    }

    private static ImmutableArray<ProposedFix> FixesOf(ModelProgram program, CancellationToken cancellation)
    {
        SourceFile[] files = [new(program.HostFile, program.HostSource()), new(program.DriverFile, program.DriverSource())];
        return new Fixer(program.Name, files, CompiledPrograms.References, cancellation).ProposeAsync().GetAwaiter().GetResult();
    }

    // Each program by itself, as the fixes saw it: what another brings about (a platform's domains, several units) is no affair of this one.
    private static Dictionary<string, IReadOnlyList<Diagnostic>> Analyze(CSharpCompilation compilation, CancellationToken cancellation) =>
        compilation.SyntaxTrees.GroupBy(tree => Owner(tree.FilePath), StringComparer.Ordinal).ToDictionary(
            trees => trees.Key,
            trees => (IReadOnlyList<Diagnostic>)[.. Batch.Analyze(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees), cancellation)],
            StringComparer.Ordinal);

    private static string NameOf(ModelProgram program, int number) => string.Create(CultureInfo.InvariantCulture, $"{program.Name}F{number}");

    private static string Renamed(string text, ModelProgram program, int number) =>
        text.Replace($"namespace {program.Name};", $"namespace {NameOf(program, number)};", StringComparison.Ordinal);

    private static string Owner(string file) => file[..file.IndexOf('.', StringComparison.Ordinal)];

    // The analyzers report the targets no longer, and nothing else.
    private static IEnumerable<string> Static(IEnumerable<Diagnostic> before, IEnumerable<Diagnostic> after, ProposedFix fix)
    {
        var allowed = Count(before.Select(What));
        if (fix.Title != ProposedFix.All)
        {
            foreach (var target in fix.Targets.Select(What)) allowed[target] = allowed.GetValueOrDefault(target) - 1;
        }

        foreach (var (what, count) in Count(after.Select(What)))
        {
            if (count > allowed.GetValueOrDefault(what))
                yield return string.Create(CultureInfo.InvariantCulture, $"the analyzers still report {what} {count} times");
        }
    }

    // Runs show nothing that the analyzers do not report, so that what they no longer report is gone; and functions that have nothing to do
    // with it come out as they did.
    private static List<string> Dynamic(
        ModelProgram program, (List<(bool IsOther, Answers Answers)> Scripts, List<Outcome> Outcomes) before, Func<Machine, Host> host, ProposedFix fix,
        HashSet<string>? reported)
    {
        var scripts = before.Scripts;
        var objections = new List<string>();
        for (var run = 0; run < scripts.Count; run++)
        {
            try
            {
                var after = Outcome.Of(scripts[run].IsOther ? Machines.OneUnit : Machines.TwoUnits, host, new ChoiceScript(scripts[run].Answers));
                foreach (var finding in after.Findings)
                {
                    var key = finding.Key.ToString();
                    if (reported?.Contains(key) == false && !IsUnseen(key, program, fix)) objections.Add($"runs show {finding.Key}");
                }

                objections.AddRange(before.Outcomes[run].Objections(after, fix).Select(objection => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{objection} in run {run} ({string.Join(string.Empty, scripts[run].Answers.Boot)} {string.Join(string.Empty, scripts[run].Answers.Function)})")));
            }
            catch (ModelException failure)
            {
                objections.Add($"the run failed: {failure.Message}");
            }
        }

        return objections;
    }

    // What the analyzers take for granted (docs/parity.md): that an allocation gives some vectors, and that after `Add` a PF is
    // registered. A fix may bring a call there; it was wrong before, and in such a run it still is.
    private static bool IsUnseen(string key, ModelProgram program, ProposedFix fix) =>
        key.StartsWith("IRQ4005|PciFunction.WriteMessages|", StringComparison.Ordinal)
        || (!program.RegistersAll && key.StartsWith("IRQ1001|", StringComparison.Ordinal) && fix.Targets.Any(target => What(target) == What(key)));

    // Nobody knows what there is where the analyzers gave up.
    private static HashSet<string>? KeysOf(IEnumerable<Diagnostic> findings) => findings.Any(finding => finding.Id == "IRQ9001")
        ? null
        : findings.Select(finding => finding.Properties["irq.key"]!).ToHashSet(StringComparer.Ordinal);

    private static string What(Diagnostic finding) => finding.Properties.TryGetValue("irq.key", out var key) ? What(key!) : finding.Id;

    // Rule, operation, subject type: lines move.
    private static string What(string key)
    {
        var parts = key.Split('|');
        return $"{parts[0]}|{parts[1]}|{parts[3]}";
    }

    private static Dictionary<string, int> Count(IEnumerable<string> all) =>
        all.GroupBy(one => one, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static (List<(bool IsOther, Answers Answers)> Scripts, List<Outcome> Outcomes) Explore(Func<Machine, Host> host, int seed)
    {
        var scripts = new List<(bool IsOther, Answers Answers)>();
        var outcomes = new List<Outcome>();
        var script = new ChoiceScript();
        var goesOn = true;
        for (var run = 0; goesOn && run < SearchedRuns; run++)
        {
            outcomes.Add(Outcome.Of(Machines.TwoUnits, host, script));
            scripts.Add((false, script.Given));
            goesOn = script.Advance();
        }

        var random = new Random(seed);
        for (var run = 0; run < RandomRuns + OtherRuns; run++)
        {
            var answers = new Answers(RandomAnswers(random), RandomAnswers(random));
            var isOther = run >= RandomRuns;
            outcomes.Add(Outcome.Of(isOther ? Machines.OneUnit : Machines.TwoUnits, host, new ChoiceScript(answers)));
            scripts.Add((isOther, answers));
        }

        return (scripts, outcomes);
    }

    private static ImmutableArray<int> RandomAnswers(Random random) => [.. Enumerable.Range(0, LongestScript).Select(_ => random.Next(6))];
}

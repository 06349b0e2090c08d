using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using IrqAnalyzers.Parity.Checking;
using IrqModel;
using IrqModel.Engine;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Parity.Fixing;

/// <summary>
/// Applies the fixes of a model, one by one and all together, and runs it before and after: no function may be worse off, and the engine
/// must agree with the analyzers that the findings are gone.
/// </summary>
internal static class ModelFixCheck
{
    private const int MostObjections = 10;

    // What models ask where nobody can foresee the answer; each way to answer is a run of its own.
    private static readonly ImmutableArray<(bool Flags, int Answers)> Circumstances = [(false, 0), (true, 0), (false, 0b10101), (true, -1)];

    private static readonly ImmutableArray<Func<Machine>> AllMachines = [Machines.TwoUnits, Machines.OneUnit];

    /// <summary>The fixes of a model, each with what is wrong about it; nothing should be.</summary>
    public static IReadOnlyList<(ProposedFix Fix, ImmutableArray<string> Objections)> Check(RunnableModel model, CancellationToken cancellation)
    {
        var fixes = model.Fixes(cancellation);
        if (fixes.IsEmpty) return [];
        var reported = KeysOf(model, model.Files, cancellation);
        using var compiled = CompiledPrograms.Of(model.Compile(model.Files), cancellation);
        var before = RunAll(compiled);
        var unreported = before.Values.OfType<RunResult>().SelectMany(static run => run.Findings).Select(static finding => What(finding.Key.ToString())).ToHashSet(StringComparer.Ordinal);
        unreported.ExceptWith(reported.Keys);
        var checks = new List<(ProposedFix, ImmutableArray<string>)>();
        foreach (var fix in fixes)
        {
            cancellation.ThrowIfCancellationRequested();
            using var changed = CompiledPrograms.Of(model.Compile(fix.Files), cancellation);
            var left = KeysOf(model, fix.Files, cancellation);
            var objections = Static(reported, left, fix);
            var after = RunAll(changed);
            foreach (var (run, was) in before) objections = objections.Concat(Compare(run.Host, was, after.GetValueOrDefault(run), left, unreported));
            checks.Add((fix, [.. objections.Distinct(StringComparer.Ordinal).Take(MostObjections)]));
        }

        return checks;
    }

    private static Dictionary<string, int> KeysOf(RunnableModel model, IEnumerable<SourceFile> files, CancellationToken cancellation) =>
        Batch.Analyze(model.Compile(files), model.ContractFiles, cancellation)
            .Select(finding => finding.Properties.TryGetValue("irq.key", out var key) ? What(key!) : finding.Id)
            .GroupBy(what => what, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static IEnumerable<string> Static(Dictionary<string, int> before, Dictionary<string, int> after, ProposedFix fix)
    {
        foreach (var (what, count) in after)
        {
            var gone = fix.Title == ProposedFix.All ? 0 : fix.Targets.Count(target => What(target) == what);
            if (count > Math.Max(0, before.GetValueOrDefault(what) - gone))
                yield return string.Create(CultureInfo.InvariantCulture, $"the analyzers report {what} {count} times");
        }
    }

    private static IEnumerable<string> Compare(string name, RunResult? was, RunResult? isNow, Dictionary<string, int> reported, HashSet<string> unreported)
    {
        if (was is null) yield break;
        if (isNow is null)
        {
            yield return $"{name} does not run to its end any more";
            yield break;
        }

        foreach (var function in was.Functions)
        {
            var other = isNow.Functions.FirstOrDefault(one => one.Address.Equals(function.Address));
            if (IsWorse(function, other)) yield return $"{name}: {function.Name} from '{Describe(function)}' to '{Describe(other)}'";
        }

        // What the analyzers no longer report is gone. What they never reported may stay, if it is no more than it was.
        foreach (var group in isNow.Findings.GroupBy(static finding => What(finding.Key.ToString()), StringComparer.Ordinal))
        {
            var known = unreported.Contains(group.Key) ? was.Findings.Count(finding => What(finding.Key.ToString()) == group.Key) : 0;
            if (!reported.ContainsKey(group.Key) && group.Count() > known) yield return $"{name}: the engine finds {group.First().Key}, the analyzers nothing";
        }
    }

    private static bool IsWorse(FunctionReport was, FunctionReport? isNow) =>
        isNow is null || (was.Delivers && !isNow.Delivers) || (was.Driver is not null && isNow.Driver is null);

    private static Dictionary<(string Host, string Machine, bool Flags, int Answers), RunResult?> RunAll(CompiledPrograms compiled)
    {
        var results = new Dictionary<(string Host, string Machine, bool Flags, int Answers), RunResult?>();
        foreach (var (name, make) in RunnableModel.Hosts(compiled))
        {
            foreach (var machine in AllMachines)
            {
                foreach (var (flags, answers) in Circumstances)
                {
                    Arrange(compiled, flags, answers);
                    results[(name, machine.Method.Name, flags, answers)] = Run(machine, make);
                }
            }
        }

        return results;
    }

    // A model may throw, before it is fixed or in circumstances of which nobody thought.
    private static RunResult? Run(Func<Machine> machine, Func<Machine, Host> make)
    {
        try
        {
            return Simulation.Run(machine, make, Machines.PlugIn, new RunOptions { MaxSteps = 10_000 });
        }
        catch (Exception failure) when (failure is ModelException or InvalidOperationException or ArgumentException or NullReferenceException or NotSupportedException or InvalidCastException)
        {
            return null;
        }
    }

    private static void Arrange(CompiledPrograms compiled, bool flags, int answers)
    {
        foreach (var type in compiled.Types.Where(type => type.Name == "Firmware"))
        {
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(field => !field.IsInitOnly && !field.IsLiteral))
            {
                if (field.FieldType == typeof(bool)) field.SetValue(null, flags);
                else if (field.FieldType == typeof(int)) field.SetValue(null, answers);
            }
        }
    }

    private static string What(string key)
    {
        var parts = key.Split('|');
        return $"{parts[0]}|{parts[1]}|{parts[3]}";
    }

    private static string Describe(FunctionReport? function) => function is null
        ? "gone"
        : $"driver {function.Driver ?? "-"}, {function.DomainChain ?? "no domain"}, {(function.Delivers ? "delivers" : function.Interrupts.IsEmpty ? "no vectors" : $"fault {function.Fault}")}";
}

using System.Collections.Immutable;
using System.Globalization;
using IrqAnalyzers.Parity.Checking;
using IrqModel.Engine;

namespace IrqAnalyzers.Parity.Fixing;

/// <summary>What came of the functions in one run, and what was found about whom.</summary>
internal sealed class Outcome
{
    private readonly Dictionary<string, FunctionReport> functions;

    private Outcome(RunResult result)
    {
        functions = result.Functions.ToDictionary(function => function.Address.ToString(), StringComparer.Ordinal);
        Findings = [.. result.Findings.Where(finding => finding.Assuming != IrqModel.Contracts.Assumption.NobodyDecides && !Checking.Findings.IsOfAnother(finding.Key.ToString()))];
        Misuses = result.Misuses.Length;
        Trace = result.Trace;
    }

    public ImmutableArray<Finding> Findings { get; }

    private int Misuses { get; }

    private ImmutableArray<TraceEvent> Trace { get; }

    /// <summary>Runs a program on a machine.</summary>
    /// <exception cref="ModelException">The run failed.</exception>
    public static Outcome Of(Func<IrqModel.Machine> machine, Func<IrqModel.Machine, IrqModel.Host> host, ChoiceScript script)
    {
        Choice.Follow(script);
        script.Start();
        return new(Simulation.Run(machine, host, Machines.PlugIn, new RunOptions { MaxSteps = 10_000, Trace = true }));
    }

    /// <summary>
    /// What a fix may not do: change what comes of a function that its findings do not concern in this run, but for one that it cures, or
    /// silence one that they do concern and about which nothing is found any more.
    /// </summary>
    public IEnumerable<string> Objections(Outcome after, ProposedFix fix)
    {
        var concerned = Findings.Where(finding => fix.Targets.Contains(finding.Key.ToString())).Select(finding => finding.Subject).ToHashSet(StringComparer.Ordinal);
        // What is found about a host or a unit concerns all: another domain is in force, remapping is on.
        if (concerned.Any(subject => !functions.Values.Any(function => Names(function).Contains(subject)))) yield break;
        concerned.UnionWith(Passing(fix.Targets));
        // The exit of a handler leaves no trace; what is inserted before it does.
        if (fix.Leaves) concerned.UnionWith(after.Inheriting().Where(function => function.Value > Inheriting().GetValueOrDefault(function.Key)).Select(function => function.Key));
        foreach (var address in functions.Keys.Union(after.functions.Keys))
        {
            var was = functions.GetValueOrDefault(address);
            var isNow = after.functions.GetValueOrDefault(address);
            if (Describe(was) == Describe(isNow) || IsCured(was, isNow, fix)) continue;
            if (was is null || !IsConcerned(was, concerned)) yield return $"{address}: '{Describe(was)}' becomes '{Describe(isNow)}'";
            else if (was.Delivers && isNow is { Delivers: false } && IsSilenced(was, isNow, after)) yield return $"{address}, which it concerns: '{Describe(was)}' becomes '{Describe(isNow)}'";
        }

        if (after.Misuses > Misuses) yield return string.Create(CultureInfo.InvariantCulture, $"hardware is misused {after.Misuses} times in place of {Misuses}");
    }

    // A function without a driver may be left so on purpose, but not by a handler that never lets drivers bind again. What the driver then gets is another
    // matter: no interrupt arrived before.
    private static bool IsCured(FunctionReport? was, FunctionReport? isNow, ProposedFix fix) =>
        (was is { Delivers: false, Driver: not null } && isNow is { Delivers: true })
        || (was is { Driver: null } && isNow is { Driver: not null } && fix.Targets.Any(static target => target.StartsWith("IRQ3002|", StringComparison.Ordinal)));

    // Where a finding depends on a circumstance that did not arise, it concerns those to whom the operation was applied.
    private IEnumerable<string> Passing(ImmutableArray<string> targets)
    {
        var places = targets.Select(target => target.Split('|')[2]).ToHashSet(StringComparer.Ordinal);
        foreach (var passed in Trace)
        {
            if (SubjectOf(passed) is { } subject && places.Contains(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(passed.Location.File)}:{passed.Location.Line}")))
                yield return subject;
        }
    }

    // How often each function inherits.
    private Dictionary<string, int> Inheriting() => Trace
        .Where(happened => happened.Text.Contains(", inherited from ", StringComparison.Ordinal)).Select(SubjectOf).OfType<string>()
        .GroupBy(subject => subject, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static string? SubjectOf(TraceEvent happened) =>
        happened.Text.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? happened.Text[..colon] : null;

    private bool IsConcerned(FunctionReport function, HashSet<string> concerned) =>
        concerned.Overlaps(Names(function))
        || (function.PhysicalFunction is { } physical && functions.TryGetValue(physical.ToString(), out var parent) && concerned.Overlaps(Names(parent)));

    // A fix may let another domain come into force, none among them, or bring a driver to bind once all is decided: then it suffers from what
    // was decided, and from what is found wrong about it still. A driver that is probed at another time gets other answers, and may not ask for
    // any vectors.
    private static bool IsSilenced(FunctionReport was, FunctionReport isNow, Outcome after) =>
        isNow.DomainChain is { } domain && domain == was.DomainChain && !after.HasFindingAbout(isNow) && after.AskedForVectors(isNow);

    // What the host itself allocates and frees for a function is not what its driver asks for.
    private bool AskedForVectors(FunctionReport function)
    {
        var names = Names(function);
        return Trace.Any(happened => happened.Text.Contains(" vectors ", StringComparison.Ordinal) && names.Contains(SubjectOf(happened))
            && happened.Location.File.EndsWith(".Driver.cs", StringComparison.Ordinal));
    }

    private bool HasFindingAbout(FunctionReport function)
    {
        var subjects = Findings.Select(finding => finding.Subject).ToHashSet(StringComparer.Ordinal);
        return IsConcerned(function, subjects) || subjects.Any(subject => !functions.Values.Any(other => Names(other).Contains(subject)));
    }

    // As findings and the trace call it.
    private static string[] Names(FunctionReport function) => [function.Name, $"{function.Name} ({function.Address})"];

    private static string Describe(FunctionReport? function) =>
        function is null ? "gone" : $"driver {function.Driver ?? "-"}, {function.DomainChain ?? "no domain"}, {(function.Delivers ? "delivers" : function.Interrupts.IsEmpty ? "no vectors" : $"fault {function.Fault}")}";
}

using IrqModel;
using IrqModel.Engine;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>Runs one program with every combination of choices, on every machine.</summary>
internal static class Explorer
{
    // A finding that the analyzers are sure of may need a combination that depth-first search meets late.
    private const int OtherRuns = 4;
    private const int RandomRuns = 24;
    private const int PatientRuns = 20_000;
    private static readonly Func<Machine>[] Others = [Machines.OneUnit, Machines.VirtualBus, Machines.OldUnit];
    private static readonly int RunsElsewhere = Settings.Of("IRQ_PARITY_ELSEWHERE", 100);

    /// <summary>Runs a program.</summary>
    /// <param name="host">Makes its host.</param>
    /// <param name="notifier">Makes its notifier.</param>
    /// <param name="notifierLine">Where the notifier begins.</param>
    /// <param name="findings">What the analyzers say, to which is added what runs show.</param>
    /// <param name="maximumRuns">How many runs to make at least where there are so many.</param>
    /// <param name="scenario">What happens after boot.</param>
    public static void Explore(
        Func<Machine, Host> host, Func<Iommu, BusNotifier> notifier, int notifierLine, Findings findings, int maximumRuns, Func<Host, Flow> scenario)
    {
        ExploreUsual(host, findings, maximumRuns, scenario);
        foreach (var elsewhere in Elsewhere.All)
        {
            if (findings.Failure is not null) return;
            Explore(elsewhere, machine => elsewhere.Make(machine, host, notifier), notifierLine, findings);
        }
    }

    // Depth first for one half of the runs, at random for the other.
    private static void Explore(Elsewhere elsewhere, Func<Machine, Host> host, int notifierLine, Findings findings)
    {
        var wanted = elsewhere.Wanted(findings, notifierLine);
        var script = new ChoiceScript();
        Choice.Follow(script);
        for (var run = 0; run < RunsElsewhere && wanted.Any(findings.IsUnshown); run++)
        {
            if (!Run(elsewhere.Machine, host, script, findings, elsewhere.Scenario, elsewhere.Name)) return;
            if (run < RunsElsewhere / 2 && !script.Advance()) return;
            if (run == RunsElsewhere / 2) script.Randomize(RunsElsewhere);
        }
    }

    private static void ExploreUsual(Func<Machine, Host> host, Findings findings, int maximumRuns, Func<Host, Flow> scenario)
    {
        var script = new ChoiceScript();
        Choice.Follow(script);
        var goesOn = true;
        for (var run = 0; goesOn && run < maximumRuns; run++)
        {
            if (!Run(Machines.TwoUnits, host, script, findings, scenario)) return;
            goesOn = script.Advance();
        }

        findings.IsCapped = goesOn;
        script.Randomize(maximumRuns);
        for (var run = 0; run < OtherRuns; run++)
        {
            if (Others.Any(machine => !Run(machine, host, script, findings, scenario))) return;
        }

        for (var run = 0; goesOn && (run < RandomRuns || (run < PatientRuns && findings.FalseDefinites.Any())); run++)
        {
            if (!Run(Machines.TwoUnits, host, script, findings, scenario)) return;
        }
    }

    private static bool Run(
        Func<Machine> machine, Func<Machine, Host> host, ChoiceScript script, Findings findings, Func<Host, Flow> scenario, string? elsewhere = null)
    {
        script.Start();
        findings.Runs++;
        try
        {
            var result = Simulation.Run(machine, host, scenario, new RunOptions { MaxSteps = 10_000, KeepHarmless = true });
            findings.Add(result, elsewhere);
            findings.Reached.UnionWith(script.Reached.Where(static line => line.Value == 3).Select(static line => line.Key));
            if (result.UnexplainedLosses == 0) return true;
            findings.Failure = $"Losses that nothing accounts for: {string.Join("; ", result.Losses.Where(loss => !loss.IsExplained))}";
            return false;
        }
        catch (ModelException failure)
        {
            findings.Failure = failure.ToString();
            return false;
        }
    }
}

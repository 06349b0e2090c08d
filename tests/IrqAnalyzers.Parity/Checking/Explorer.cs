using IrqModel;
using IrqModel.Engine;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>Runs one program with every combination of choices, on every machine.</summary>
internal static class Explorer
{
    // A finding that the analyzers are sure of may need a combination that depth-first search meets late.
    private const int OtherRuns = 4;
    private const int RandomRuns = 24;
    private const int PatientRuns = 20_000;

    public static void Explore(Func<Machine, Host> host, Findings findings, int maximumRuns)
    {
        var script = new ChoiceScript();
        Choice.Follow(script);
        var goesOn = true;
        for (var run = 0; goesOn && run < maximumRuns; run++)
        {
            if (!Run(Machines.TwoUnits, host, script, findings)) return;
            goesOn = script.Advance();
        }

        findings.IsCapped = goesOn;
        script.Randomize(maximumRuns);
        for (var run = 0; run < OtherRuns; run++)
        {
            if (!Run(Machines.OneUnit, host, script, findings) || !Run(Machines.VirtualBus, host, script, findings)) return;
        }

        for (var run = 0; goesOn && (run < RandomRuns || (run < PatientRuns && findings.FalseDefinites.Any())); run++)
        {
            if (!Run(Machines.TwoUnits, host, script, findings)) return;
        }
    }

    private static bool Run(Func<Machine> machine, Func<Machine, Host> host, ChoiceScript script, Findings findings)
    {
        script.Start();
        findings.Runs++;
        try
        {
            var result = Simulation.Run(machine, host, Machines.PlugIn, new RunOptions { MaxSteps = 10_000 });
            foreach (var key in result.FindingKeys) findings.Shown.Add(key.ToString());
            return true;
        }
        catch (ModelException failure)
        {
            findings.Failure = failure.ToString();
            return false;
        }
    }
}

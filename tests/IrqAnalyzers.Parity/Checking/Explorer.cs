using System.Reflection;
using IrqModel;
using IrqModel.Engine;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>Runs one program with every combination of choices, on every machine.</summary>
internal static class Explorer
{
    // A finding that the analyzers are sure of may need a combination that depth-first search meets late.
    private const int RandomRuns = 64;
    private const int PatientRuns = 6_000;

    public static void Explore(Func<Machine, Host> host, Type choice, Findings findings, int maximumRuns)
    {
        foreach (var machine in Machines.All)
        {
            var script = new ChoiceScript();
            Use(choice, script);
            var runs = 0;
            do
            {
                if (!Run(machine, host, script, findings)) return;
                runs++;
            }
            while (script.Advance() && runs < maximumRuns);
            if (runs < maximumRuns) continue;
            findings.IsCapped = true;
            script.Randomize(runs);
            for (var run = 0; run < RandomRuns || (run < PatientRuns && findings.FalseDefinites.Any()); run++)
            {
                if (!Run(machine, host, script, findings)) return;
            }
        }
    }

    private static void Use(Type choice, ChoiceScript script)
    {
        choice.GetField("Answer", BindingFlags.Public | BindingFlags.Static)!.SetValue(null, (Func<int, int>)script.Choose);
        choice.GetField("Started", BindingFlags.Public | BindingFlags.Static)!.SetValue(null, (Action)script.Begin);
    }

    private static bool Run(Func<Machine> machine, Func<Machine, Host> host, ChoiceScript script, Findings findings)
    {
        script.Start();
        findings.Runs++;
        try
        {
            var result = Simulation.Run(machine, host, Machines.EnableVirtualFunctions, new RunOptions { MaxSteps = 10_000 });
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

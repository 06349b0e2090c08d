using IrqModel;
using IrqModel.Engine;

namespace SeedThread.Report;

/// <summary>One run of a system: a host on a machine, and what must come out.</summary>
/// <param name="Label">What tells it from the other runs of the same system.</param>
/// <param name="Machine">Describes the machine.</param>
/// <param name="Host">Makes the host.</param>
/// <param name="VirtualFunctions">How many VFs the NIC gets after boot.</param>
/// <param name="Rules">The rules that must be found broken, and no others.</param>
/// <param name="Expectations">What must come out for each function.</param>
public sealed record SystemRun(
    string Label, Func<Machine> Machine, Func<Machine, Host> Host, int VirtualFunctions, string[] Rules, Expectation[] Expectations)
{
    /// <summary>Runs it.</summary>
    public RunResult Run(bool trace) => Simulation.Run(Machine, Host, AfterBoot, new RunOptions { Trace = trace });

    /// <summary>What came out differently, one line each.</summary>
    public IEnumerable<string> Differences(RunResult result)
    {
        foreach (var expectation in Expectations)
        {
            foreach (var difference in expectation.Differences(result)) yield return difference;
        }

        var found = result.FindingKeys.Select(key => key.Rule).Distinct().Order().ToArray();
        if (!found.SequenceEqual(Rules.Order()))
            yield return $"findings {Name(found)}, expected {Name(Rules)}";
    }

    private static string Name(string[] rules) => rules.Length == 0 ? "none" : string.Join(", ", rules);

    /// <summary>What was not plugged in at boot is hot-added; then SR-IOV is enabled, as an administrator would through sriov_numvfs.</summary>
    public async Flow AfterBoot(Host host)
    {
        foreach (var function in host.Machine.Functions.Where(function => !function.IsPlugged).ToArray()) await host.HotAdd(function);
        if (VirtualFunctions == 0) return;
        foreach (var function in host.AddedFunctions.ToArray())
        {
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(VirtualFunctions);
        }
    }
}

using IrqModel;
using IrqModel.Engine;

namespace BugMuseum;

/// <summary>What came out of an exhibit: the run before the fix and the run after.</summary>
internal sealed class Visit
{
    private Visit(Exhibit exhibit, RunResult before, RunResult after)
    {
        Exhibit = exhibit;
        Before = before;
        After = after;
    }

    public Exhibit Exhibit { get; }

    public RunResult Before { get; }

    public RunResult After { get; }

    public string? DamageBefore => Exhibit.Damage(Before);

    public string? DamageAfter => Exhibit.Damage(After);

    /// <summary>What is not as the exhibit says; empty if all is.</summary>
    public IReadOnlyList<string> Differences
    {
        get
        {
            var differences = new List<string>();
            var expected = Exhibit.Rules.Concat(Exhibit.MachineRules).Order(StringComparer.Ordinal).ToArray();
            var found = Before.Findings.Select(finding => finding.Key.Rule).Distinct().Order(StringComparer.Ordinal).ToArray();
            if (!found.SequenceEqual(expected)) differences.Add($"before the fix the rules {Join(found)} are broken, not {Join(expected)}");
            if (DamageBefore is null) differences.Add("before the fix nothing comes to harm");
            differences.AddRange(After.Findings.Where(finding => !Exhibit.MachineRules.Contains(finding.Key.Rule)).Select(finding => $"after the fix: {finding}"));
            if (DamageAfter is { } damage) differences.Add($"after the fix: {damage}");
            return differences;
        }
    }

    public static Visit To(Exhibit exhibit, bool trace = false) =>
        new(exhibit, Run(exhibit, exhibit.Before, trace), Run(exhibit, exhibit.After, trace));

    private static RunResult Run(Exhibit exhibit, Func<Machine, Host> host, bool trace) =>
        Simulation.Run(exhibit.BuildMachine, host, exhibit.Scenario, new RunOptions { RestlessFunctions = exhibit.IsRestless, Trace = trace });

    private static string Join(IEnumerable<string> rules) => rules.Any() ? string.Join(", ", rules) : "(none)";
}

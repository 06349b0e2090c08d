using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Running;

/// <summary>
/// What became of each function in one world. It is read from the run once, so that the run with its tables and its trace can be let go: there
/// may be a hundred worlds, and the tables of a large machine take a hundred megabytes.
/// </summary>
internal sealed class WorldFates
{
    private readonly Dictionary<Bdf, Fate> fates = [];

    /// <summary>Reads a run.</summary>
    /// <param name="world">The world.</param>
    /// <param name="words">What is particular to it, in words.</param>
    /// <param name="observed">The machine, whose functions are asked about.</param>
    /// <param name="machine">The machine that was run.</param>
    /// <param name="result">What came of it.</param>
    public WorldFates(World world, string words, ObservedMachine observed, RunMachine machine, RunResult result)
    {
        (World, Words) = (world, words);
        var reports = result.Functions.ToDictionary(report => report.Address);
        var rules = result.Findings.Concat(result.Consequences).ToLookup(finding => finding.Subject, finding => finding.Key.Rule);
        ImmutableArray<string> rulesOfAll = [.. rules.Where(group => !group.Key.Contains(':', StringComparison.Ordinal)).SelectMany(group => group).Distinct()];
        foreach (var address in observed.Topology.Functions.Select(function => function.Address).Concat(observed.VirtualFunctions.ByNumbers.Select(vf => vf.Vf)))
        {
            if (machine.Standing(address) is not { } standing || !reports.TryGetValue(standing, out var report)) continue;

            // A domain and no vectors: the tables are full, which says nothing of this function.
            if (report is { Interrupts.IsEmpty: true, DomainChain: not null }) continue;
            var fate = Fate.Of(report, []);
            if (fate.Verdict.Dies)
            {
                ImmutableArray<string> own = [.. rules[report.Name == report.Address.ToString() ? report.Name : $"{report.Name} ({report.Address})"].Distinct()];
                fate = fate with { Rules = own.IsEmpty ? rulesOfAll : own };
            }

            fates[address] = standing == address ? fate : fate.Of(address, standing);
        }
    }

    /// <summary>The world.</summary>
    public World World { get; }

    /// <summary>What is particular to it, in words.</summary>
    public string Words { get; }

    /// <summary>What became of a function; null if the world does not tell.</summary>
    public Fate? Of(Bdf address) => fates.GetValueOrDefault(address);
}

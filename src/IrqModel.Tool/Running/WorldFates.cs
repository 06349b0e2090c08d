using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Running;

/// <summary>
/// What became of each function in one world. It is read from the run once, so that the run with its tables and its trace can be let go:
/// there
/// may be a hundred worlds, and the tables of a large machine take a hundred megabytes.
/// </summary>
internal sealed class WorldFates
{
    private readonly Dictionary<Bdf, Fate> fates = [];
    private readonly Dictionary<Bdf, (string Because, string Run)> untold = [];

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
        ImmutableArray<string> rulesOfAll =
            [.. rules.Where(group => !group.Key.Contains(':', StringComparison.Ordinal)).SelectMany(group => group).Distinct()];
        var unlisted = observed.VirtualFunctions.ByNumbers.Where(vf => observed.Topology.Find(vf.Vf) is null)
            .Select(vf => new ObservedFunction(vf.Vf));
        foreach (var function in observed.Topology.Functions.Concat(unlisted))
        {
            var address = function.Address;
            if (machine.Standing(address) is not { } standing)
            {
                untold[address] = machine.WhyNotPlaced(function);
                continue;
            }

            if (!reports.TryGetValue(standing, out var report))
            {
                untold[address] = WhyNotFound(standing, address);
                continue;
            }

            if (report is { Interrupts.IsEmpty: true, DomainChain: not null })
            {
                untold[address] = ("its driver got no vectors in the run, because the others have taken them all: that says nothing of this function", "cat /proc/interrupts");
                continue;
            }

            var fate = Fate.Of(report, []);
            if (fate.Verdict.Dies)
            {
                ImmutableArray<string> own = [.. rules[report.Name == report.Address.ToString()
                    ? report.Name : $"{report.Name} ({report.Address})"].Distinct()];
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

    /// <summary>Why the world does not tell what became of a function, and what would help; null if it does tell.</summary>
    public (string Because, string Run)? WhyUntold(Bdf address) => untold.TryGetValue(address, out var why) ? why : null;

    private static (string Because, string Run) WhyNotFound(Bdf standing, Bdf address) => standing == address && address.Function > 0
        ? ($"the Linux of the run does not find it: it looks for further functions of a device only where function 0 answers, and {new Bdf(address.Segment, address.Bus, address.Device, 0)} is not shown", "sudo lspci -vvv (all functions)")
        : ("the Linux of the run does not find it on the buses that are shown", "sudo lspci -vvv (all functions)");
}

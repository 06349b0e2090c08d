using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Running;

/// <summary>
/// Runs every machine that fits what is shown and predicts what all of them have in common. What differs is unknown, with what would tell.
/// </summary>
public sealed partial class Predictor
{
    /// <summary>The condition under which remapping is taken to be on.</summary>
    public const string RemappingIsOn =
        "interrupt remapping is on: the table offers it, and nothing shown says whether Linux switched it on";

    private const string ShowRemapping = "dmesg | grep -e DMAR -e AMD-Vi";

    private readonly ObservedMachine observed;
    private readonly List<WorldFates> worlds = [];
    private readonly HashSet<(int Segment, byte Bus)> busesOfPhysical;
    private readonly bool hasOpenVfs;
    private readonly bool hasVmd;
    private readonly bool hasHosts;
    private readonly Answer<HostChoice> host;

    /// <summary>Runs the machines.</summary>
    /// <param name="observed">What is shown.</param>
    /// <param name="hosts">The hosts that may run it; one where it is known.</param>
    /// <param name="host">The host that stands for its kernel; on a condition where others of <paramref name="hosts"/> may.</param>
    /// <param name="progress">Is told before each run: its number from 1, and how many there are.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <exception cref="ModelException">A model failed.</exception>
    public Predictor(ObservedMachine observed, ImmutableArray<HostChoice> hosts, Answer<HostChoice> host, Action<int, int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(host);
        this.observed = observed;
        this.host = host;
        hasHosts = hosts.Length > 1;
        hasOpenVfs = observed.Topology.Functions.Any(function => !function.DoesNotAnswer
            && !observed.VirtualFunctions.IsVirtual(function).IsKnown);
        busesOfPhysical = [.. observed.Topology.Functions
            .Where(function => observed.VirtualFunctions.IsVirtual(function) is { IsKnown: true, Value: false })
            .Select(function => (function.Address.Segment, function.Address.Bus))];
        hasVmd = observed.Topology.Functions.Any(function => function.Address.Segment >= ObservedMachine.FirstVmdSegment);
        bool[] remapping = observed.Remapping switch
        {
            { IsCertain: true } certain => [certain.Value],
            { IsKnown: true } provided => [provided.Value, !provided.Value],
            _ => [true, false],
        };
        bool[] openIsVirtual = hasOpenVfs ? [false, true] : [false];
        var planned = (from kernel in hosts
                       from remaps in remapping
                       from open in openIsVirtual
                       from vmd in hasVmd ? World.VariantsOf(kernel, observed.VmdTakesOver, host.IsCertain ? observed.Kernel : null).DefaultIfEmpty(VmdVariant.TakesOver) : [VmdVariant.TakesOver]
                       select new World(kernel, remaps, open, vmd)).ToArray();
        for (var index = 0; index < planned.Length; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke(index + 1, planned.Length);
            var (machine, result) = planned[index].Run(observed, trace: false);
            worlds.Add(new(planned[index], Describe(planned[index]), observed, machine, result));
        }
    }

    /// <summary>What is predicted for a function.</summary>
    public Prediction Of(ObservedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.DoesNotAnswer) return Prediction.Unknown("the function does not answer: configuration reads return all ones", "sudo lspci -vvv -s " + function.Address);
        if (observed is { IsPlatformModelled: false, Platform: var platform })
            return Prediction.Unknown($"cannot say, because no host here models {PlatformText.Controllers(platform.Value)} ({platform.Because})", null);
        if (observed.NotModelled is { } why) return Prediction.Unknown($"cannot say, because {why}", null);
        var coverage = observed.CoverageOf(function);
        var fates = FatesOf(function);
        var predicted = fates.Length == 0
            ? !observed.AmdUnits.IsEmpty && coverage.Unit is { IsKnown: true, Value.Index: < 0 }
                ? Prediction.Unknown("no block of the IVRS table names it, and no host here models what Linux does then", null)
                : Untold(function)
            : Combine(function, coverage, fates);
        return function.SendsMessages switch
        {
            Presence.Present => predicted,
            Presence.Absent => predicted with
            {
                Verdict = Answer.Known(new Verdict(VerdictKind.NoMsi), "its capability list has neither MSI nor MSI-X"),
                Format = Answer.Known("none", ""),
                Check = Answer.Known("none", ""),
                Hop = Answer.Known("it sends no messages", ""),
                Rules = [],
            },
            _ => Hide(predicted, NotShown(function)),
        };
    }

    private static Prediction Hide(Prediction prediction, (string Because, string Run) why) => prediction with
    {
        Format = Answer.Unknown<string>(why.Because, why.Run),
        Check = Answer.Unknown<string>(why.Because, why.Run),
        Verdict = Answer.Unknown<Verdict>(why.Because, why.Run),
        Hop = Answer.Unknown<string>(why.Because, why.Run),
        Rules = [],
    };

    private static (string Because, string Run) NotShown(ObservedFunction function) => function.WhyNotShown switch
    {
        NotShownReason.Denied => ("capabilities are not shown: lspci was run without root (<access denied>)", "sudo lspci -vvv"),
        NotShownReason.CutOff => ("capabilities are not shown: the input is cut off here", "sudo lspci -vvv"),
        NotShownReason.NotAmongShown =>
            ("no MSI capability is among those shown, but the listing does not prove that there is none", "sudo lspci -xxx"),
        NotShownReason.NamedOnly when function.Name is null => ("only its address is shown", "sudo lspci -vvv"),
        NotShownReason.NotListed => ("it is not listed; the SR-IOV numbers of its PF say that it is there",
            "sudo lspci -vvv (all functions)"),
        _ => ("this form of listing does not show capabilities", "sudo lspci -vvv"),
    };

    private Prediction Untold(ObservedFunction function)
    {
        var why = worlds.Select(world => world.WhyUntold(function.Address)).FirstOrDefault(found => found is not null);
        return why is { } told
            ? Prediction.Unknown($"it is not part of the machine that was run: {told.Because}", told.Run)
            : Prediction.Unknown("it is not part of the machine that was run", "sudo lspci -vvv (all functions)");
    }

    private (WorldFates World, Fate Fate)[] FatesOf(ObservedFunction function)
    {
        var fates = new (WorldFates, Fate)[worlds.Count];
        for (var index = 0; index < fates.Length; index++)
        {
            if (worlds[index].Of(function.Address) is not { } fate) return [];
            fates[index] = (worlds[index], fate);
        }

        return fates;
    }

    private Prediction Combine(ObservedFunction function, Coverage coverage, (WorldFates World, Fate Fate)[] fates)
    {
        var remapping = observed.Remapping;
        if (AmdUnitOfPf(function) is { } other && coverage.Unit is { IsKnown: true, Value: var unit } && other != unit)
            return Prediction.Unknown($"the table gives a VF to {unit} and its PF to {other}, which no host here models", null);
        if (coverage.Candidates.IsEmpty && !(remapping.IsCertain && !remapping.Value))
            return Prediction.Unknown(coverage.Unit.Because, coverage.Unit.Run);
        var mayBeUncovered = !coverage.IsCoveredForSure && coverage.Candidates.Length > 1;
        if (mayBeUncovered && !(remapping.IsCertain && !remapping.Value))
            return Prediction.Unknown($"it may be covered by no unit: {coverage.Unit.Because}", coverage.Unit.Run);
        var verdict = Agree(fates, fate => fate.Verdict, value => value.ToString());
        if (verdict.IsKnown && verdict.Value.Dies && IsOnOpenBus(function))
            verdict = Answer.Unknown<Verdict>("whether its bus is that of its PF or one for VFs only is not shown; on the latter it may take the domain of the bridge above", "sudo lspci -vvv (all functions)");
        // Without a table some unit stands for all, and its number is made up.
        var isOpen = !coverage.Unit.IsKnown || !observed.HasUnits;
        return new(
            ChainOf(coverage, isOpen, Agree(fates, ChainOf, value => value)),
            Agree(fates, fate => fate.Format ?? "none", value => value),
            KnowsAliases(function) ? Agree(fates, fate => fate.Check ?? "none", value => value)
                : Answer.Unknown<string>("what bridges above make of its requester id is not shown", "sudo lspci -vvv (all functions)"),
            verdict,
            isOpen && verdict is { IsKnown: true, Value.Dies: true }
                ? Answer.Known(OpenHop(coverage, verdict.Value), "") : Agree(fates, fate => fate.Hop, value => value),
            [.. fates.Where(world => world.Fate.Verdict.Dies).SelectMany(world => world.Fate.Rules).Distinct()
                .Order(StringComparer.Ordinal)]);
    }

    // The domain that knows nothing of remapping is one for all; its number follows from how many other domains there are.
    private static string ChainOf(Fate fate) => fate.Chain is { } chain ? NumberOfDefault().Replace(chain, "PCI-MSI") : "none";

    // Only domains that remap have the number of a unit in their names.
    private Answer<string> ChainOf(Coverage coverage, bool isOpen, Answer<string> chain) =>
        !isOpen || (chain.IsKnown && !chain.Value.Contains("IR-", StringComparison.Ordinal)) ? chain
            : Answer.Unknown<string>(coverage.Unit.IsKnown ? "no table tells how the units are numbered" : coverage.Unit.Because,
                coverage.Unit.Run ?? observed.TableCommand);

    private static string OpenHop(Coverage coverage, Verdict verdict) => verdict.Kind == VerdictKind.Blocked
        ? $"at the unit that covers it{(coverage.Candidates.Length > 1 ? $" ({string.Join(" or ", coverage.Candidates)})" : "")}: {FaultRecord.Describe(verdict.Fault)}"
        : "before anything is sent";

    // What all worlds agree on is so. Where only those agree in which the kernel is what its number says, or remapping is as presumed, it
    // is
    // so on that condition: on as few as possible.
    private Answer<T> Agree<T>((WorldFates World, Fate Fate)[] fates, Func<Fate, T> select, Func<T, string> describe)
    {
        var all = Common(fates, select, describe);
        var presumesHost = host is { IsKnown: true, IsCertain: false };
        var presumesRemapping = observed.Remapping is { IsKnown: true, IsCertain: false };
        if (all.IsKnown || !(presumesHost || presumesRemapping)) return all;
        var best = all;
        foreach (var (byHost, byRemapping) in ((bool, bool)[])[(true, false), (false, true), (true, true)])
        {
            if ((byHost && !presumesHost) || (byRemapping && !presumesRemapping)) continue;
            best = Common([.. fates.Where(world => (!byHost || world.World.World.Host == host.Value)
                && (!byRemapping || world.World.World.Remaps == observed.Remapping.Value))], select, describe);
            if (!best.IsKnown) continue;
            ImmutableArray<string> conditions = [.. byHost ? host.Provided : [], .. byRemapping ? observed.Remapping.Provided : []];
            return conditions.Aggregate(best, (answer, condition) => answer.ProvidedThat(condition));
        }

        return best;
    }

    private UnitChoice? AmdUnitOfPf(ObservedFunction function) =>
        !observed.AmdUnits.IsEmpty && observed.VirtualFunctions.IsVirtual(function) is { IsKnown: true, Value: true }
            && observed.VirtualFunctions.OwnerOf(function) is { IsKnown: true } owner ? observed.AmdUnitOf(owner.Value) : null;

    // Most functions fare alike in all worlds; only where they differ is it worth putting worlds and values into words.
    private static Answer<T> Common<T>((WorldFates World, Fate Fate)[] fates, Func<Fate, T> select, Func<T, string> describe)
    {
        var first = select(fates[0].Fate);
        foreach (var (_, fate) in fates)
        {
            if (!EqualityComparer<T>.Default.Equals(select(fate), first))
                return Answer.Common([.. fates.Select(world => (world.World.Words, select(world.Fate)))], describe,
                    WhatWouldTell(fates, select));
        }

        return Answer.Known(first, "");
    }

    private string Describe(World world)
    {
        var parts = new List<string>();
        if (hasHosts) parts.Add($"with {world.Host.Versions}");
        if (hasOpenVfs) parts.Add(world.OpenIsVirtual ? "if it is a VF" : "if it is no VF");
        if (hasVmd) parts.Add(world.Vmd == VmdVariant.TakesOver ? "if VMD takes its messages over" : "if VMD lets its messages pass");
        if (!observed.Remapping.IsCertain) parts.Add(world.Remaps ? "with interrupt remapping" : "without interrupt remapping");
        return string.Join(" ", parts);
    }

    private static string? WhatWouldTell<T>((WorldFates World, Fate Fate)[] fates, Func<Fate, T> select)
    {
        bool Depends<TKey>(Func<World, TKey> key) =>
            fates.GroupBy(world => key(world.World.World)).Select(group => select(group.First().Fate)).Distinct().Count() > 1;
        return Depends(world => world.Host) ? "uname -r (or --host)"
            : Depends(world => world.Remaps) ? ShowRemapping
            : Depends(world => world.Vmd) ? "lspci -Dnn -d 8086: (which VMD it is: of those that Linux knows only 8086:28c0 can let messages pass)"
            : "ls -l /sys/bus/pci/devices/*/physfn";
    }

    // Linux pci_set_bus_msi_domain(): a bus that comes into being with VFs takes the domain that the next bridge above has by then.
    private bool IsOnOpenBus(ObservedFunction function)
    {
        var (segment, bus) = (function.Address.Segment, function.Address.Bus);
        return observed.VirtualFunctions.IsVirtual(function) is { IsKnown: true, Value: true }
            && !observed.VirtualFunctions.OwnerOf(function).IsKnown
            && observed.Topology.BridgeTo(segment, bus) is null && !observed.Topology.IsRoot(segment, bus)
            && !busesOfPhysical.Contains((segment, bus));
    }

    [GeneratedRegex("^PCI-MSI-[0-9]+(?= |$)")]
    private static partial Regex NumberOfDefault();

    private bool KnowsAliases(ObservedFunction function)
    {
        var (bridges, top) = observed.Topology.PathAbove(function.Address.Segment, function.Address.Bus);
        return bridges.All(bridge => bridge.Port is not null || bridge.IsConventional)
            && (observed.Topology.IsRoot(function.Address.Segment, top) || function.Address.Segment >= ObservedMachine.FirstVmdSegment);
    }
}

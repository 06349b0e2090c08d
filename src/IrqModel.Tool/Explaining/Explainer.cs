using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Explaining;

/// <summary>Makes an explanation of evidence.</summary>
public static class Explainer
{
    /// <summary>Explains.</summary>
    /// <param name="evidence">What the inputs show.</param>
    /// <param name="host">The host that was asked for; null to choose by the kernel version that is shown.</param>
    /// <param name="state">Which state of the machine; null for the last.</param>
    /// <param name="plugged">Functions to add that are not shown.</param>
    /// <param name="progress">Is told before each run.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ModelException">A model failed.</exception>
    public static Explanation Explain(
        Evidence evidence, HostChoice? host = null, int? state = null, IReadOnlyList<ObservedFunction>? plugged = null,
        Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var (machine, notes) = MachineObserver.Observe(evidence, state, host is not null, plugged ?? []);
        var (choice, hosts) = HostFinder.Find(evidence, machine.Kernel, host);
        return Explain(evidence, machine, choice, hosts, notes, progress, cancellation);
    }

    /// <summary>The same machine under another host.</summary>
    /// <param name="explanation">An explanation of it.</param>
    /// <param name="host">The host.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ModelException">A model failed.</exception>
    public static Explanation ExplainUnder(Explanation explanation, HostChoice host, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return Explain(explanation.Evidence, explanation.Machine, Answer.Known(host, "compared"), [host], explanation.Notes, null,
            cancellation);
    }

    private static Explanation Explain(
        Evidence evidence, ObservedMachine machine, Answer<HostChoice> choice, ImmutableArray<HostChoice> hosts,
        ImmutableArray<string> notes,
        Action<int, int>? progress, CancellationToken cancellation)
    {
        var predictor = new Predictor(machine, hosts, choice, progress, cancellation);
        var faults = new FaultExplainer(machine, evidence).All();
        var observations = new ObservationFinder(machine, evidence, faults);
        var functions = WithUnlistedVfs(machine).Select(function => Explain(function, machine, predictor, observations)).ToImmutableArray();
        var rules = from function in functions
                    where function.Prediction.Verdict is { IsKnown: true, Value.Dies: true }
                    from rule in function.Prediction.Rules
                    group function.Function.Address by rule into broken
                    orderby broken.Key
                    select (broken.Key, broken.ToImmutableArray());
        return new(evidence, machine, choice, hosts, functions, faults, UnhandledExplainer.All(machine, evidence), notes, [.. rules],
            NextCommandFinder.Find(evidence, machine, choice, functions))
        {
            OtherLogs = OtherLogExplainer.All(machine, evidence),
        };
    }

    // VFs that a PF has by its numbers and that no listing shows.
    private static IEnumerable<ObservedFunction> WithUnlistedVfs(ObservedMachine machine)
    {
        var unlisted = machine.VirtualFunctions.ByNumbers.Where(vf => machine.Topology.Find(vf.Vf) is null).Select(vf =>
        {
            var pf = machine.Topology.Find(vf.Pf);
            return new ObservedFunction(vf.Vf)
            {
                Name = $"VF of {vf.Pf}{(pf?.IsPlugged == true ? "" : ", not listed")}",
                WhyNotShown = NotShownReason.NotListed,
                Msix = pf?.IsPlugged == true ? Presence.Present : Presence.NotShown,
            };
        });
        return machine.Topology.Functions.Concat(unlisted).OrderBy(function => function.Address);
    }

    private static FunctionExplanation Explain(ObservedFunction function, ObservedMachine machine, Predictor predictor,
        ObservationFinder observations)
    {
        var isVirtual = machine.VirtualFunctions.IsVirtual(function);
        var prediction = predictor.Of(function);
        return new(
            function, isVirtual, isVirtual is { IsKnown: true, Value: true } ? OwnerOf(function, machine) : null,
            machine.CoverageOf(function).Unit, prediction, observations.Of(function, prediction))
        {
            HeldBack = HeldBack.Of(function, machine.Topology),
        };
    }

    // A guest gets VFs without their PF. One that has the PF too shows its SR-IOV capability.
    private static Answer<Bdf> OwnerOf(ObservedFunction vf, ObservedMachine machine) =>
        machine.VirtualFunctions.OwnerOf(vf) is { IsKnown: true } known ? known
        : machine.Virtual is null || machine.VirtualFunctions.CountCandidateOwners(vf) > 0 ? machine.VirtualFunctions.OwnerOf(vf)
        : Answer.Unknown<Bdf>("its PF is the host's, as far as the guest shows", "on the host: ls -l /sys/bus/pci/devices/*/virtfn*");
}

using System.Collections.Immutable;
using System.Globalization;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Report;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Comparing;

/// <summary>
/// Compares a run with what is seen of a machine: messages in <c>lspci -vvv</c>, domains in debugfs, counts in <c>/proc/interrupts</c>,
/// refused
/// requests in the kernel log. What is not shown differs from nothing.
/// </summary>
public static class SeenComparer
{
    /// <summary>Compares.</summary>
    /// <param name="run">The run.</param>
    /// <param name="evidence">What is seen.</param>
    /// <param name="state">Which state of the machine; null for the last.</param>
    public static RunComparison Compare(ToolRun run, Evidence evidence, int? state = null) => Compare(run, evidence, state, out _);

    /// <summary>Compares, and tells all that is seen of functions of the run, also where it agrees.</summary>
    internal static RunComparison Compare(
        ToolRun run, Evidence evidence, int? state, out IReadOnlyDictionary<Bdf, ImmutableArray<Observation>> observations)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(evidence);
        var found = new Dictionary<Bdf, ImmutableArray<Observation>>();
        observations = found;
        var (machine, _) = MachineObserver.Observe(evidence, state);
        var finder = new ObservationFinder(machine, evidence, new FaultExplainer(machine, evidence).All());
        var differences = ImmutableArray.CreateBuilder<FunctionDifference>();
        var notes = new List<string>();
        foreach (var function in run.Functions)
        {
            if (machine.Topology.Find(function.Address) is not { } shown) continue;
            var seen = finder.Of(shown, PredictionOf(function));
            if (seen.IsEmpty) continue;
            found.Add(function.Address, seen);
            ImmutableArray<DifferenceDetail> details = [.. seen.Where(each => each.Agreement == Agreement.Contradicts)
                .Select(each => new DifferenceDetail("seen", Predicted(function), each.What))];
            if (!details.IsEmpty) differences.Add(
                new(function.Address, function.ToString(), details) { Parting = PartingOf(run, function) });
        }

        Note(run, machine, notes);
        if (found.Count == 0) notes.Add(
            "nothing that is seen is about a function of the run; what would show it: sudo lspci -vvv, /proc/interrupts, dmesg, /sys/kernel/debug/irq");
        return new(run.Title, string.Join(", ", evidence.Parts.Select(part => part.Source).Distinct()), found.Count,
            differences.ToImmutable())
        { Notes = [.. notes] };
    }

    private static void Note(ToolRun run, ObservedMachine machine, List<string> notes)
    {
        var inRun = run.Functions.Select(function => function.Address).ToHashSet();
        var shown = machine.Topology.Functions.Select(function => function.Address).ToHashSet();
        Bdf[] onlySeen = [.. shown.Where(address => !inRun.Contains(address)).Order()];
        Bdf[] onlyRun = [.. inRun.Where(address => !shown.Contains(address)).Order()];
        if (onlySeen.Length > 0) notes.Add($"seen, and not in the run: {Words.Some(onlySeen)}");
        if (onlyRun.Length > 0 && shown.Count > 0) notes.Add($"in the run, and not seen: {Words.Some(onlyRun)}");
    }

    private static string Predicted(RunFunction function) => function.Interrupts.IsEmpty
        ? RunReport.Result(function)
        : $"{RunReport.Result(function)}, {(function.Interrupts[0].Message.IsRemappable ? "remappable" : "compatibility format")} through {function.Interrupts[0].DomainChain}";

    // What a run says of a function is certain, unless the machine was imported with a gap there.
    private static Prediction PredictionOf(RunFunction function)
    {
        if (function.Unknown is { } why) return Prediction.Unknown(why, null);
        var verdict = function.Verdict switch
        {
            RunVerdict.Arrives => new Verdict(VerdictKind.Arrives),
            RunVerdict.Blocked => new Verdict(VerdictKind.Blocked, function.Fault),
            RunVerdict.Lost => new Verdict(VerdictKind.Lost),
            RunVerdict.NoVectors => new Verdict(VerdictKind.NoVectors),
            _ => new Verdict(VerdictKind.NoMsi),
        };
        if (verdict.Kind == VerdictKind.NoMsi && function.Verdict != RunVerdict.NoMsi)
            return Prediction.Unknown($"the run says nothing of its messages: {function.Where}", null);
        var first = function.Interrupts.FirstOrDefault();
        var format = first is null ? "none" : first is { EntryUnit: not null, Entry: null } ? "AMD table index" : first.Message.IsRemappable
            ? "remappable" : "compatibility";
        return new(
            Answer.Known(function.DomainChain ?? "none", ""), Answer.Known(format, ""), Answer.Known("none", ""), Answer.Known(verdict, ""),
            Answer.Known(function.Where, ""), []);
    }

    // The step that decided what the machine contradicts: the last that set the function's domain, or else the first that gave it vectors.
    private static Parting? PartingOf(ToolRun run, RunFunction function)
    {
        var steps = run.Trace.Where(step => step.Function == function.Address).ToArray();
        var decided = steps.LastOrDefault(step =>
            step.Operation.Contains("MsiDomain", StringComparison.Ordinal) && !step.Operation.StartsWith("Find", StringComparison.Ordinal))
            ?? steps.FirstOrDefault(step => step.Operation.Contains("Vectors", StringComparison.Ordinal));
        return decided is null ? null : new(decided, null);
    }
}

using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Runs;

/// <summary>Takes a run over from the engine.</summary>
internal static class RunReader
{
    public static ToolRun Read(string model, string host, MachineDescription? machine, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ImmutableArray<RunFinding> findings = [.. result.Findings.Select(RunFinding.Of)];
        var indexes = new Dictionary<Finding, int>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < result.Findings.Length; index++) indexes.TryAdd(result.Findings[index], index);
        var losses = result.Losses.ToLookup(loss => loss.Address);
        var description = machine ?? MachineDescription.Of(result.Machine);
        var unknown = description.WhyUnknown(result.Functions.Select(function => function.Address));
        return new(model, host, description)
        {
            Functions = [.. result.Functions.Select(function =>
                Function(function, losses, indexes, result.Machine) with { Unknown = unknown.GetValueOrDefault(function.Address) })],
            Findings = findings,
            Consequences = [.. result.Consequences.Select(RunFinding.Of)],
            Faults = [.. result.Faults.Select(fault =>
                new RunFault(fault.Unit.Name, fault.SourceId, fault.Reason, fault.Index, fault.ToString()))],
            Losses =
            [
                .. result.Strays.Select(stray => new RunLoss(RunLossKind.Stray, stray.ToString()) { Place = RunPlace.Of(stray.Location) }),
                .. result.Leaks.Select(leak => new RunLoss(RunLossKind.Leak, leak.ToString()) { Place = RunPlace.Of(leak.Location) }),
                .. result.Misuses.Select(misuse => new RunLoss(RunLossKind.Misuse, misuse.ToString())),
            ],
            Trace = [.. result.Trace.Select(RunStep.Of)],
            Choices = result.Choices,
        };
    }

    private static RunFunction Function(
        FunctionReport report, ILookup<Bdf, Loss> losses, Dictionary<Finding, int> indexes, Machine machine)
    {
        var (verdict, where) = VerdictOf(report, machine);
        var function = new RunFunction(report.Address, report.Name, verdict, where)
        {
            PhysicalFunction = report.PhysicalFunction,
            Driver = report.Driver,
            Unit = report.CoveredBy?.Name,
            DomainChain = report.DomainChain,
            DeviceDomainChain = report.DeviceDomainChain,
            BusDomainChain = report.BusDomainChain,
            PinGsi = report.PinGsi,
            Fault = report.Fault,
            Interrupts = [.. report.Interrupts.Select(RunInterrupt.Of)],
        };
        return function with
        {
            Why = [.. losses[report.Address].Select(RunExplanation.Of).Distinct()],
            Because = [.. losses[report.Address].Select(loss => loss.Finding).OfType<Finding>()
                .Select(finding => indexes.GetValueOrDefault(finding, -1)).Where(index => index >= 0).Distinct()],
        };
    }

    private static (RunVerdict Verdict, string Where) VerdictOf(FunctionReport report, Machine machine)
    {
        if (!report.Interrupts.IsEmpty)
        {
            var fate = Fate.Of(report, []);
            return (fate.Verdict.Kind switch
            {
                VerdictKind.Arrives => RunVerdict.Arrives,
                VerdictKind.Blocked => RunVerdict.Blocked,
                _ => RunVerdict.Lost,
            }, fate.Hop);
        }

        var capacity = machine[report.Address].VectorCapacity;
        return report switch
        {
            { PinGsi: { } gsi } => (RunVerdict.UsesPin, $"its driver uses the interrupt pin, GSI {gsi}"),
            _ when capacity == 0 => (RunVerdict.NoMsi, "it has neither MSI nor MSI-X"),
            { Driver: null } => (RunVerdict.NoDriver, "no driver owns it"),
            { DomainChain: null } => (RunVerdict.NoVectors, Fate.Of(report, []).Hop),
            _ => (RunVerdict.NotAsked, "its driver has no vectors"),
        };
    }
}

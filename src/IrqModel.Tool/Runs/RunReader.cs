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
        var bySubject = findings.Select((finding, index) => (finding.Subject, index)).ToLookup(each => each.Subject, each => each.index);
        var names = result.Functions.Select(function => Subject(function)).ToHashSet();

        // What is about the host, a bus or a unit may be behind the loss of any function.
        ImmutableArray<int> general = [.. findings.Select((finding, index) => (finding, index)).Where(each => !names.Contains(each.finding.Subject)).Select(each => each.index)];
        return new(model, host, machine ?? MachineDescription.Of(result.Machine))
        {
            Functions = [.. result.Functions.Select(function => Function(function, bySubject, general, result))],
            Findings = findings,
            Consequences = [.. result.Consequences.Select(RunFinding.Of)],
            Faults = [.. result.Faults.Select(fault => new RunFault(fault.Unit.Name, fault.SourceId, fault.Reason, fault.Index, fault.ToString()))],
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

    private static string Subject(FunctionReport function) => function.Name == function.Address.ToString() ? function.Name : $"{function.Name} ({function.Address})";

    private static RunFunction Function(FunctionReport report, ILookup<string, int> bySubject, ImmutableArray<int> general, RunResult result)
    {
        var (verdict, where) = VerdictOf(report, result.Machine);
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
        if (!function.Dies) return function;
        ImmutableArray<int> own = [.. bySubject[Subject(report)]];
        return function with { Because = own.IsEmpty ? general : own };
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

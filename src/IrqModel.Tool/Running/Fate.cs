using System.Collections.Immutable;
using IrqModel.Engine;

namespace IrqModel.Tool.Running;

/// <summary>What one run showed of a function.</summary>
/// <param name="Chain">
/// Its MSI domain and the levels below. Where each function has a domain of its own (Linux 6.2), that comes on top; whether it is one of
/// MSI or
/// MSI-X is the driver's choice.
/// </param>
/// <param name="Format">The format of its messages; null if it sends none.</param>
/// <param name="Check">Which requester ids its table entries admit; null without entries.</param>
/// <param name="Verdict">What became of its interrupts.</param>
/// <param name="Hop">Where they end, in words.</param>
/// <param name="Rules">The rules that were broken.</param>
public sealed record Fate(string? Chain, string? Format, string? Check, Verdict Verdict, string Hop, ImmutableArray<string> Rules)
{
    /// <summary>Reads it from a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="rules">The rules that the run found broken for the function.</param>
    public static Fate Of(FunctionReport report, ImmutableArray<string> rules)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Interrupts.IsEmpty)
        {
            return new(
                report.DomainChain, null, null, new(VerdictKind.NoVectors),
                report.CoveredBy is null
                    ? "before anything is sent: no unit covers the function, so it has no MSI domain and its driver gets no vectors"
                    : "before anything is sent: the function has no MSI domain, so its driver gets no vectors",
                rules);
        }

        var first = report.Interrupts.FirstOrDefault(interrupt => interrupt.Outcome != DeliveryOutcome.Delivered) ?? report.Interrupts[0];
        var format = first.EntryUnit?.Architecture == RemappingArchitecture.AmdVi ? "AMD table index"
            : first.Message.IsRemappable ? "remappable" : "compatibility";
        var verdict = first.Outcome == DeliveryOutcome.Delivered ? new Verdict(VerdictKind.Arrives)
            : first.Fault != FaultReason.None ? new Verdict(VerdictKind.Blocked, first.Fault)
            : new Verdict(VerdictKind.Lost);
        return new(report.DomainChain ?? first.DomainChain, format, first.Entry is { } entry ? CheckOf(entry) : null, verdict,
            HopOf(report, first, verdict), rules);
    }

    /// <summary>The fate of a function for which another one stood in the run: what names that one names it.</summary>
    public Fate Of(Bdf function, Bdf standing) => this with
    {
        Chain = Chain?.Replace(standing.ToString(), function.ToString(), StringComparison.Ordinal),
        Check = Check == standing.RequesterId.ToString() ? function.RequesterId.ToString() : Check,
    };

    private static string HopOf(FunctionReport report, InterruptReport interrupt, Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Arrives => "reaches its handler",
        VerdictKind.Blocked => $"at {report.CoveredBy?.Name ?? "the unit"}: {FaultRecord.Describe(verdict.Fault)}",
        _ => interrupt.Outcome switch
        {
            DeliveryOutcome.WrongHandler => "at the processor: the vector belongs to another interrupt",
            DeliveryOutcome.NoHandler => "at the processor: nobody waits on the vector",
            DeliveryOutcome.NotAnInterrupt => "at memory: the address is outside the interrupt range",
            var outcome => $"at the function: {outcome}",
        },
    };

    private static string CheckOf(Irte entry) => entry.Validation == SourceValidation.BusRange
        ? $"bus {entry.SourceId.Value >> 8:x2}-{entry.SourceId.Value & 0xFF:x2}"
        : entry.SourceId.ToString();
}

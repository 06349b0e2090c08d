using IrqModel;
using IrqModel.Engine;

namespace RealMachine.Running;

/// <summary>What happens to the interrupts of a function under one host.</summary>
/// <param name="Domain">The MSI domain that its vectors went through; null if it has none.</param>
/// <param name="Format">The format of its messages; null if it sends none.</param>
/// <param name="SourceId">What its table entries verify; null without entries.</param>
/// <param name="Vectors">How many vectors it has.</param>
/// <param name="Arrived">How many of them arrived.</param>
/// <param name="Fault">Why the others were refused.</param>
/// <param name="CanInterrupt">Whether the function has MSI or MSI-X at all.</param>
public sealed record Fate(
    string? Domain, string? Format, string? SourceId, int Vectors, int Arrived, FaultReason Fault, bool CanInterrupt)
{
    /// <summary>Whether it has interrupts and all arrive.</summary>
    public bool Arrives => Vectors > 0 && Arrived == Vectors;

    /// <summary>The verdict in words.</summary>
    public string Verdict => (CanInterrupt, Vectors) switch
    {
        (false, _) => "no MSI",
        (true, 0) => "no MSI domain: gets no vectors",
        _ when Arrives => "arrives",
        _ when Fault != FaultReason.None => $"fault 0x{(byte)Fault:x2}",
        _ => "lost",
    };

    /// <summary>Reads it from a report.</summary>
    public static Fate Of(FunctionReport report, bool canInterrupt)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Interrupts.IsEmpty) return new(report.DomainChain, null, null, 0, 0, FaultReason.None, canInterrupt);
        var first = report.Interrupts[0];
        return new(
            first.DomainChain,
            first.Message.IsRemappable ? "remappable" : "compatibility",
            first.Entry is { } entry ? SourceIdOf(entry) : null,
            report.Interrupts.Length,
            report.Interrupts.Count(interrupt => interrupt.Outcome == DeliveryOutcome.Delivered),
            report.Fault,
            canInterrupt);
    }

    private static string SourceIdOf(Irte entry) => entry.Validation == SourceValidation.BusRange
        ? $"bus {entry.SourceId.Value >> 8:x2}-{entry.SourceId.Value & 0xFF:x2}"
        : entry.SourceId.ToString();
}

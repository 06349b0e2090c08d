using System.Collections.Immutable;
using IrqModel.Firmware;

namespace IrqModel.Tool.Explaining;

/// <summary>The log of an earlier boot or of another machine, explained by itself: it says nothing of the boot that is explained.</summary>
/// <param name="Other">The log, and whose it is.</param>
/// <param name="Faults">The refused requests that it shows.</param>
/// <param name="Unhandled">The interrupts that it tells trouble of.</param>
public sealed record OtherLogExplanation(
    OtherLog Other, ImmutableArray<FaultExplanation> Faults, ImmutableArray<UnhandledExplanation> Unhandled)
{
    /// <summary>The log in words, e.g. "an earlier boot of Linux 5.10.0-rc2 (log.txt lines 1 to 9)".</summary>
    public string Words
    {
        get
        {
            var log = Other.Log;
            var host = log.Hosts.Length > 0 ? $", {log.Hosts[0]}" : "";
            var with = Other.Kind == OtherLogKind.EarlierBoot ? " of" : host.Length > 0 ? ", with" : " with";
            var kernel = Other.KernelVersion is { } version ? $"{with} Linux {version}" : "";
            var whose = Other.Kind switch
            {
                OtherLogKind.EarlierBoot => "an earlier boot",
                OtherLogKind.Guest => $"a virtual machine{host}",
                _ => $"another machine{host}",
            };
            return $"{whose}{kernel} ({Place})";
        }
    }

    private string Place => Other.Log is var log && log.LastLine > log.FirstLine ? $"{log.Source} lines {log.FirstLine} to {log.LastLine}"
        : $"{log.Source} line {log.FirstLine}";
}

using System.Globalization;
using IrqModel.Firmware;
using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Report;

/// <summary>Names in the short answer whose requests were refused, where no row of a function tells it.</summary>
internal static class RefusedIds
{
    private const int MostNamed = 3;

    /// <summary>A line for refused interrupts and one for refused DMA requests, or none.</summary>
    /// <param name="explanation">The explanation.</param>
    public static IEnumerable<string> Lines(Explanation explanation)
    {
        // A refused message of a function that is listed is told with the function.
        HashSet<Bdf> listed = [.. explanation.Functions.Select(function => function.Function.Address)];
        foreach (var kind in explanation.Faults.Where(fault => fault.Fault.Kind == LogFaultKind.Dma
                         || (fault.Fault.Kind == LogFaultKind.Interrupt && !(fault.Sender is { } sender && listed.Contains(sender))))
                     .GroupBy(fault => fault.Fault.Kind).OrderBy(kind => kind.Key == LogFaultKind.Dma))
        {
            string[] named = [.. kind.GroupBy(fault => (fault.Fault.Segment, fault.Fault.Requester)).Select(sender => sender.First())
                .Select(fault => $"{fault.Fault.Requester} ({Reason(fault.Fault)}{fault.Source} line {fault.Fault.Line})")];
            var what = kind.Key == LogFaultKind.Dma ? "DMA requests, which are no interrupts" : "interrupts";
            yield return $"  Seen:  refused {what}: from {string.Join(", ", named.Take(MostNamed))}"
                + $"{(named.Length > MostNamed ? $" and {named.Length - MostNamed} more" : "")}. Who that is, and what it means, is below.";
        }

        foreach (var log in explanation.Evidence.Logs.Where(log => log.Faults.IsEmpty))
        {
            if (StatusIn(log) is { } status)
            {
                yield return $"  Seen:  a unit reported that it refused something ({log.Source} line {status.Line}: \"{status.Text}\"), "
                    + "and the line that says what, and of whom, is not shown or cannot be read. Run: sudo dmesg | grep -A3 'fault status'";
            }
        }
    }

    private static string Reason(LogFault fault) =>
        fault is { Kind: LogFaultKind.Interrupt, Reason: { } reason } ? $"reason 0x{reason.ToString("x2", CultureInfo.InvariantCulture)}, " : "";

    /// <summary>The line in which Linux says that a unit has reported faults; those follow on lines of their own. Null where there is none.</summary>
    /// <param name="log">The log.</param>
    public static LogStatement? StatusIn(KernelLog log) =>
        log.Statements.FirstOrDefault(said => said.Text.Contains("handling fault status reg", StringComparison.Ordinal));
}

using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Report;

/// <summary>Functions of which some queues have no interrupts and others have: their messages arrive, and what is asked is about the others.</summary>
internal static class IdleQueues
{
    private const int MostNamed = 3;

    /// <summary>A sentence on these, one on those that a guest has, or none.</summary>
    /// <param name="explanation">The explanation.</param>
    public static IEnumerable<string> Lines(Explanation explanation)
    {
        var idle = explanation.Functions.SelectMany(
            function => function.Observations.Where(seen => seen.Idle is not null).Select(seen => (Function: function, Queues: seen.Idle!))).ToArray();
        if (Named(idle.Where(each => !IsGuests(each.Function, each.Queues))) is { } own)
        {
            yield return Start(own) + "a queue that is given no work looks like that (of a NIC, ethtool -x shows to which queues packets go), "
                + "and so does one whose own vector or entry is wrong: its count must grow once it has work.";
        }

        if (Named(idle.Where(each => IsGuests(each.Function, each.Queues))) is { } guests)
        {
            yield return Start(guests) + "VFIO has it for a guest, and whether a queue has work only the guest knows. Run in the guest: cat /proc/interrupts "
                + "(a queue that counts nothing there either is given no work, or its vector is wrong). "
                + "The driver's own tools work in the guest too, and not on the host.";
        }
    }

    /// <summary>Whether VFIO has a function for a guest, by its driver or by who handles its interrupts.</summary>
    /// <param name="function">The function.</param>
    /// <param name="handlers">Who handles the interrupts.</param>
    public static bool IsGuests(FunctionExplanation function, string handlers) =>
        function.Function.IsVfio || handlers.Contains("vfio-msi", StringComparison.Ordinal);

    private static string Start(string named) =>
        $"  No interrupt has come so far, by /proc/interrupts, of some queues of {named}. Others of the same function count, so its messages do arrive; ";

    private static string? Named(IEnumerable<(FunctionExplanation Function, string Queues)> idle)
    {
        string[] named = [.. idle.Select(each => $"{each.Function.Function.Address} ({each.Queues})")];
        return named.Length == 0 ? null : string.Join(", ", named.Take(MostNamed)) + (named.Length > MostNamed ? $" and {named.Length - MostNamed} more" : "");
    }
}

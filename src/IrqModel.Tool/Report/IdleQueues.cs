using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Report;

/// <summary>Functions of which some queues have no interrupts and others have: their messages arrive, and what is asked is about the others.</summary>
internal static class IdleQueues
{
    private const int MostNamed = 3;

    /// <summary>A sentence on these, or none.</summary>
    /// <param name="explanation">The explanation.</param>
    public static IEnumerable<string> Lines(Explanation explanation)
    {
        string[] idle = [.. explanation.Functions.SelectMany(function => function.Observations.Where(seen => seen.Idle is not null)
            .Select(seen => $"{function.Function.Address} ({seen.Idle})"))];
        if (idle.Length == 0) yield break;
        yield return $"  No interrupt has come so far, by /proc/interrupts, of some queues of {string.Join(", ", idle.Take(MostNamed))}"
            + $"{(idle.Length > MostNamed ? $" and {idle.Length - MostNamed} more" : "")}. Others of the same function count, so its messages do arrive; "
            + "a queue that is given no work looks like that (of a NIC, ethtool -x shows to which queues packets go), "
            + "and so does one whose own vector or entry is wrong: its count must grow once it has work.";
    }
}

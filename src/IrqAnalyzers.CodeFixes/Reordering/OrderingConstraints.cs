namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Which statement of a list must come before which, and the nearest order that respects it.</summary>
internal sealed class OrderingConstraints
{
    private readonly bool[,] before;

    public OrderingConstraints(int count)
    {
        Count = count;
        before = new bool[count, count];
    }

    public int Count { get; }

    public void Require(int first, int second) => before[first, second] = true;

    /// <summary>The order in which statements that must wait come as soon as they can; <see langword="null"/> if there is a circle.</summary>
    public int[]? Delaying()
    {
        var order = new int[Count];
        var placed = new bool[Count];
        for (var position = 0; position < Count; position++)
        {
            var next = 0;
            while (next < Count && (placed[next] || IsWaiting(next, placed))) next++;
            if (next == Count) return null;
            order[position] = next;
            placed[next] = true;
        }

        return order;
    }

    /// <summary>The order in which statements that others wait for come as late as they can; <see langword="null"/> if there is a circle.</summary>
    public int[]? Advancing()
    {
        var order = new int[Count];
        var placed = new bool[Count];
        for (var position = Count - 1; position >= 0; position--)
        {
            var next = Count - 1;
            while (next >= 0 && (placed[next] || IsWaitedFor(next, placed))) next--;
            if (next < 0) return null;
            order[position] = next;
            placed[next] = true;
        }

        return order;
    }

    /// <summary>How many pairs of statements an order swaps.</summary>
    public static int Crossings(int[] order)
    {
        var crossings = 0;
        for (var first = 0; first < order.Length; first++)
        {
            for (var second = first + 1; second < order.Length; second++)
            {
                if (order[first] > order[second]) crossings++;
            }
        }

        return crossings;
    }

    private bool IsWaiting(int candidate, bool[] placed)
    {
        for (var other = 0; other < Count; other++)
        {
            if (!placed[other] && before[other, candidate]) return true;
        }

        return false;
    }

    private bool IsWaitedFor(int candidate, bool[] placed)
    {
        for (var other = 0; other < Count; other++)
        {
            if (!placed[other] && before[candidate, other]) return true;
        }

        return false;
    }
}

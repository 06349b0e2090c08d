namespace IrqModel.Engine;

/// <summary>
/// Software's numbers of interrupts. Those below the number of IOAPIC pins belong to the pins; all others get the lowest that is free
/// (Linux <c>irq_find_free_area()</c> above <c>gsi_top</c>).
/// </summary>
/// <param name="first">The lowest number to give out.</param>
internal sealed class InterruptNumbers(int first)
{
    private readonly List<bool> taken = [];

    // Below this all are taken.
    private int searchFrom;

    public int Allocate() => AllocateBlock(1);

    /// <summary>Takes the lowest consecutive numbers that are free.</summary>
    /// <returns>The first of them.</returns>
    public int AllocateBlock(int count)
    {
        while (searchFrom < taken.Count && taken[searchFrom]) searchFrom++;
        var start = searchFrom;
        for (var index = start; index < start + count && index < taken.Count; index++)
        {
            if (taken[index]) start = index + 1;
        }

        for (var index = start; index < start + count; index++)
        {
            if (index == taken.Count) taken.Add(true);
            else taken[index] = true;
        }

        return first + start;
    }

    public void Free(int number)
    {
        taken[number - first] = false;
        searchFrom = Math.Min(searchFrom, number - first);
    }
}

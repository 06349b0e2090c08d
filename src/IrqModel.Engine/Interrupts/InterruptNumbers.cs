namespace IrqModel.Engine;

/// <summary>
/// Software's numbers of interrupts. Those below the number of IOAPIC pins belong to the pins; all others get the lowest that is free
/// (Linux <c>irq_find_free_area()</c> above <c>gsi_top</c>).
/// </summary>
/// <param name="first">The lowest number to give out.</param>
internal sealed class InterruptNumbers(int first)
{
    private readonly List<bool> taken = [];

    public int Allocate()
    {
        var index = taken.IndexOf(false);
        if (index < 0)
        {
            index = taken.Count;
            taken.Add(true);
        }

        taken[index] = true;
        return first + index;
    }

    public void Free(int number) => taken[number - first] = false;
}

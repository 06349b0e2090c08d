namespace IrqModel.Engine;

/// <summary>
/// The device table of an AMD-Vi unit in memory. It has two megabytes and a server has thirty units, so one run hands it on to the next.
/// </summary>
/// <remarks>Linux <c>init_device_table()</c>: interrupts of a device that has no table are refused, not passed.</remarks>
internal sealed class AmdDeviceTable
{
    public const int RequesterIds = 1 << 16;

    // Bounds what is kept while nothing runs: as many as the units of a server with two sockets.
    private const int Capacity = 32;

    private static readonly ulong NoTable = AmdDeviceEntry.Remapping(0, 0, AmdIntControl.Abort).Value;
    private static readonly Stack<ulong[]> Free = new(Capacity);

    private readonly HashSet<RequesterId> written = [];

    private AmdDeviceTable(ulong[] memory) => Memory = memory;

    /// <summary>The table itself; empty after <see cref="Return"/>.</summary>
    public ulong[] Memory { get; private set; }

    /// <summary>A table in which no device has an interrupt table.</summary>
    public static AmdDeviceTable Rent()
    {
        lock (Free)
        {
            if (Free.TryPop(out var memory)) return new(memory);
        }

        var made = new ulong[RequesterIds * AmdDeviceEntry.Words];
        for (var word = AmdDeviceEntry.Word; word < made.Length; word += AmdDeviceEntry.Words) made[word] = NoTable;
        return new(made);
    }

    public void Write(RequesterId id, AmdDeviceEntry entry)
    {
        written.Add(id);
        Memory[WordOf(id)] = entry.Value;
    }

    /// <summary>Gives the memory to the next run. No entry can be written from then on.</summary>
    public void Return()
    {
        var memory = Memory;
        Memory = [];
        foreach (var id in written) memory[WordOf(id)] = NoTable;
        lock (Free)
        {
            if (memory.Length > 0 && Free.Count < Capacity) Free.Push(memory);
        }
    }

    private static int WordOf(RequesterId id) => (id.Value * AmdDeviceEntry.Words) + AmdDeviceEntry.Word;
}

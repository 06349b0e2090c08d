namespace IrqModel.Engine;

/// <summary>
/// Software's side of an AMD-Vi unit: the device table, and a remapping table for each requester id, made when the first interrupt behind
/// that id is allocated.
/// </summary>
/// <remarks>Linux <c>drivers/iommu/amd/iommu.c</c>: <c>alloc_irq_table()</c>, <c>set_dte_irq_entry()</c>, <c>irte_ga_prepare()</c>.</remarks>
internal sealed class AmdTables
{
    private const int TableLength = 9;
    private const ulong DeviceTableAddress = 0x1000_0000;
    private const ulong FirstTable = 0x10_0000_0000;
    private const ulong TableBytes = RemappingTable.AmdEntries * 16;

    private readonly SystemMemory memory = new();
    private readonly AmdDeviceTable devices = AmdDeviceTable.Rent();
    private readonly Dictionary<RequesterId, RemappingTable> tables = [];

    /// <summary>The tables of a unit, and the unit's hardware, which reads them once it is enabled.</summary>
    public AmdTables(RemappingUnit unit)
    {
        Hardware = new AmdRemappingHardware(unit, memory, keepsEntries: true);
        memory.Map(DeviceTableAddress, devices.Memory);
    }

    public AmdRemappingHardware Hardware { get; }

    /// <summary>Switches the unit on.</summary>
    /// <remarks>Linux <c>iommu_set_device_table()</c>, <c>iommu_enable_ga()</c> (entries have 128 bits), <c>iommu_enable()</c>.</remarks>
    public void Enable()
    {
        Hardware.WriteDeviceTable(DeviceTableAddress, AmdDeviceTable.RequesterIds);
        Hardware.WriteControl(AmdControl.IommuEnable | AmdControl.EventLogEnable | AmdControl.GuestApicEnable);
    }

    /// <summary>
    /// The table that interrupts of a function go through: that of the requester id which its requests carry. The ids that the host takes
    /// the function's requests to carry besides lead to it as well.
    /// </summary>
    public RemappingTable TableOf(PciFunction function, Host host)
    {
        var id = RequesterAliases.Emitted(function);
        var address = FirstTable + (id.Value * TableBytes);
        if (!tables.TryGetValue(id, out var table))
        {
            table = new RemappingTable(Hardware.Unit, extendedMode: false, RemappingTable.AmdEntries);
            tables.Add(id, table);
            memory.Map(address, table.Memory);
            Point(id, address);
        }

        if (function.ProxyIds.Count > 0)
        {
            foreach (var alias in host.DeviceTableIdsFor(function)) Point(alias, address);
        }

        if (function.ProxyIds.Count == 0 && !ReckonsFlushedIds(host))
        {
            table.FlushedIds.Add(id);
            return table;
        }

        foreach (var flushed in host.FlushedIdsFor(function)) table.FlushedIds.Add(flushed);
        return table;
    }

    // A host that leaves it at the default flushes the one id under which such a function sends.
    private static bool ReckonsFlushedIds(Host host) => ((Func<PciFunction, IEnumerable<RequesterId>>)host.FlushedIdsFor).Method.DeclaringType != typeof(Host);

    /// <summary>Gives the memory of the device table to the next run.</summary>
    public void Release() => devices.Return();

    private void Point(RequesterId id, ulong table) => devices.Write(id, AmdDeviceEntry.Remapping(table, TableLength));

    /// <summary>Makes an entry valid.</summary>
    public static void WriteEntry(RemappingTable table, int index, uint destination, bool logical, byte vector)
    {
        var entry = AmdIrte.Of128(destination, logical, vector);
        table.Write(index, new Irte(entry.Low, entry.High));
    }

    /// <summary>The message for an entry: the data is the index.</summary>
    public static MsiMessage MessageFor(int index) => MsiMessage.Compatibility(0, logical: false, 0) with { Data = (uint)index };
}

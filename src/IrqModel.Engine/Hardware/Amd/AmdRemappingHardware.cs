namespace IrqModel.Engine;

/// <summary>
/// The interrupt half of an AMD-Vi unit. The requester id picks a device table entry, and that a table: a device reaches no table but its
/// own, so nothing verifies a source-id.
/// </summary>
/// <remarks>
/// AMD I/O Virtualization Technology Specification 2.2.5; QEMU <c>hw/i386/amd_iommu.c</c>; Linux <c>drivers/iommu/amd</c>. Unlike QEMU, the index
/// is checked against IntTabLen and refusals are logged. Of the unit's caches only that of enabled entries is modelled, and only if asked for.
/// </remarks>
internal sealed class AmdRemappingHardware : InterruptRemapper
{
    private const int EventLogEntries = 512;
    private const uint IndexMask = 0x7FF;
    private const ulong AddressMask = ~0xF_FFFFUL;
    private const ulong LogicalBit = 1UL << 2;

    private readonly SystemMemory memory;
    private ulong deviceTable;
    private int devices;

    // By requester id, because the table is found by it: two ids that share a table have two copies of its entries.
    private readonly Dictionary<RequesterId, Dictionary<int, AmdIrte>>? kept;

    /// <summary>A unit.</summary>
    /// <param name="unit">What it is in the machine.</param>
    /// <param name="memory">Where its tables are.</param>
    /// <param name="keepsEntries">Whether it keeps entries, by requester id, until it is told to forget them; otherwise it reads them anew.</param>
    public AmdRemappingHardware(RemappingUnit unit, SystemMemory memory, bool keepsEntries = false)
        : base(unit)
    {
        this.memory = memory;
        if (keepsEntries) kept = [];
        Faults = new AmdEventLog(unit, EventLogEntries);
    }

    public override AmdEventLog Faults { get; }

    /// <summary>The control register.</summary>
    public AmdControl Control { get; private set; }

    /// <inheritdoc/>
    public override bool RemappingEnabled => (Control & AmdControl.IommuEnable) != 0;

    /// <summary>Whether table entries have 128 bits, and not 32: GAEn.</summary>
    public bool HasWideEntries => (Control & AmdControl.GuestApicEnable) != 0;

    /// <summary>Writes the device table base register.</summary>
    /// <param name="address">Where the table is.</param>
    /// <param name="entries">How many entries of 32 bytes it has.</param>
    public void WriteDeviceTable(ulong address, int entries) => (deviceTable, devices) = (address, entries);

    /// <summary>Writes the control register.</summary>
    public void WriteControl(AmdControl value)
    {
        Control = value;
        Faults.Enable((value & AmdControl.EventLogEnable) != 0);
    }

    /// <summary>Forgets the entries that were read for requests with these ids: the command INVALIDATE_INTERRUPT_TABLE for each.</summary>
    /// <remarks>Linux <c>build_inv_irt()</c>.</remarks>
    public void InvalidateInterruptTables(HashSet<RequesterId> ids)
    {
        if (kept is null or { Count: 0 }) return;
        foreach (var id in ids) kept.Remove(id);
    }

    /// <inheritdoc/>
    public override RemapResult Request(MsiMessage message, RequesterId requester)
    {
        if (!RemappingEnabled) return RemapResult.Pass(message);
        if ((message.Address & AddressMask) != 0xFEE0_0000) return Refuse(FaultReason.AmdInvalidRequest, message, requester, 0);

        // That an id beyond the table is an illegal entry is not verified.
        if (requester.Value >= devices) return Refuse(FaultReason.AmdIllegalDeviceTableEntry, message, requester, 0);
        if (!TryReadDevice(requester, out var device)) return Refuse(FaultReason.AmdDeviceTableAccessFailed, message, requester, 0);
        if (!device.Valid) return RemapResult.Pass(message);
        if (device.HasReservedEncoding) return Refuse(FaultReason.AmdIllegalDeviceTableEntry, message, requester, 0);

        var type = (AmdInterruptType)((message.Data >> 8) & 7);
        if (type is not (AmdInterruptType.Fixed or AmdInterruptType.Arbitrated)) return RequestOfType(type, device, message, requester);
        return device.IntControl switch
        {
            AmdIntControl.Abort => RefuseUnmapped(FaultReason.AmdInterruptsAborted, device, message, requester, 0),
            AmdIntControl.Pass => RemapResult.Pass(message),
            _ => Remap(device, message, requester),
        };
    }

    // NMI, INIT and ExtInt do not go through the table: the device entry lets them pass, physical ones only, or nothing does.
    private RemapResult RequestOfType(AmdInterruptType type, AmdDeviceEntry device, MsiMessage message, RequesterId requester)
    {
        var passes = type switch
        {
            AmdInterruptType.Nmi => device.NmiPass,
            AmdInterruptType.Init => device.InitPass,
            AmdInterruptType.ExtInt => device.ExtIntPass,
            _ => false,
        };
        return passes && (message.Address & LogicalBit) == 0
            ? RemapResult.Pass(message)
            : RefuseUnmapped(FaultReason.AmdTypeNotPassed, device, message, requester, 0);
    }

    private RemapResult Remap(AmdDeviceEntry device, MsiMessage message, RequesterId requester)
    {
        var index = (int)(message.Data & IndexMask);
        if (index >= 1 << device.TableLength) return RefuseUnmapped(FaultReason.AmdIndexOutOfRange, device, message, requester, index);
        if (!TryFind(device.TableAddress, requester, index, out var entry)) return Refuse(FaultReason.AmdTableAccessFailed, message, requester, index);
        if (!entry.Enabled) return RefuseEntry(FaultReason.AmdEntryNotEnabled, entry, device, message, requester, index);
        if (entry.HasReservedBits || (entry.Guest && (Control & AmdControl.GuestApicModeEnable) == 0))
            return RefuseEntry(FaultReason.AmdReservedFieldInEntry, entry, device, message, requester, index);

        var extended = entry.Wide && (Control & AmdControl.X2ApicEnable) != 0;
        var attributes =
            (entry.LogicalDestination ? RemapResult.LogicalBit : 0)
            | (extended ? RemapResult.ExtendedBit : 0)
            | (message.Attributes & RemapResult.LevelBit)
            | ((int)DeliveryModeOf(entry.Type) << RemapResult.DeliveryModeShift);
        return new(
            FaultReason.None, entry.Guest ? RemapKind.Guest : RemapKind.Remapped, entry.Vector, (byte)attributes,
            entry.Destination(extended), index);
    }

    /// <summary>Reads the interrupt part of a device table entry as it is in memory.</summary>
    /// <param name="requester">Which one.</param>
    /// <param name="device">The entry.</param>
    /// <returns>False where memory has no such entry.</returns>
    public bool TryReadDevice(RequesterId requester, out AmdDeviceEntry device)
    {
        device = default;
        if (requester.Value >= devices) return false;
        var words = memory.Find(deviceTable + (requester.Value * (ulong)AmdDeviceEntry.Words * sizeof(ulong)), AmdDeviceEntry.Words);
        if (words.IsEmpty) return false;
        device = new(words[AmdDeviceEntry.Word]);
        return true;
    }

    /// <summary>Reads the entry to which a device table entry leads, as it is in memory and not as the unit may have kept it.</summary>
    /// <param name="device">The device table entry.</param>
    /// <param name="index">Which entry of its table.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>False where memory has no such entry.</returns>
    public bool TryReadEntry(AmdDeviceEntry device, int index, out AmdIrte entry) => TryRead(device.TableAddress, index, out entry);

    private bool TryFind(ulong table, RequesterId requester, int index, out AmdIrte entry)
    {
        if (kept is null) return TryRead(table, index, out entry);
        if (kept.TryGetValue(requester, out var entries) && entries.TryGetValue(index, out entry)) return true;
        if (!TryRead(table, index, out entry)) return false;
        if (!entry.Enabled) return true;
        if (entries is null) kept.Add(requester, entries = []);
        entries.Add(index, entry);
        return true;
    }

    private bool TryRead(ulong table, int index, out AmdIrte entry)
    {
        var address = table + ((ulong)index * (HasWideEntries ? 16UL : 4UL));
        var words = memory.Find(address & ~7UL, HasWideEntries ? 2 : 1);
        entry =
            words.IsEmpty ? default
            : HasWideEntries ? new(words[0], words[1], Wide: true)
            : new((uint)(words[0] >> (int)(address & 4) * 8), 0, Wide: false);
        return !words.IsEmpty;
    }

    private static DeliveryMode DeliveryModeOf(AmdInterruptType type) => type switch
    {
        AmdInterruptType.Arbitrated => DeliveryMode.LowestPriority,
        AmdInterruptType.Smi => DeliveryMode.Smi,
        AmdInterruptType.Nmi => DeliveryMode.Nmi,
        AmdInterruptType.Init => DeliveryMode.Init,
        AmdInterruptType.ExtInt => DeliveryMode.ExtInt,
        _ => DeliveryMode.Fixed,
    };

    private RemapResult RefuseEntry(
        FaultReason reason, AmdIrte entry, AmdDeviceEntry device, MsiMessage message, RequesterId requester, int index) =>
        entry.SuppressesFaults ? RemapResult.Refuse(reason, index) : RefuseUnmapped(reason, device, message, requester, index);

    private RemapResult RefuseUnmapped(
        FaultReason reason, AmdDeviceEntry device, MsiMessage message, RequesterId requester, int index) =>
        device.IgnoresUnmapped ? RemapResult.Refuse(reason, index) : Refuse(reason, message, requester, index);

    private RemapResult Refuse(FaultReason reason, MsiMessage message, RequesterId requester, int index)
    {
        Faults.Record(reason, requester, index, message.Address);
        return RemapResult.Refuse(reason, index);
    }
}

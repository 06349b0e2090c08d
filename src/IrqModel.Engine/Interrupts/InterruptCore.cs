namespace IrqModel.Engine;

/// <summary>
/// Allocates, requests, releases and frees interrupts through a function's MSI domain, level by level: vector, table entry, message
/// (Linux <c>kernel/irq/msi.c</c>, <c>drivers/iommu/intel/irq_remapping.c</c>, <c>arch/x86/kernel/apic/vector.c</c>).
/// </summary>
internal sealed class InterruptCore(Machine machine, LocalApics apics)
{
    // Bit 3 of an entry, RH: Linux prepare_irte() sets it whatever the destination mode.
    private const ulong RedirectionHint = 1UL << 3;

    private readonly VectorAllocator vectors = new(apics);
    private readonly Dictionary<RemappingUnit, RemappingTable> tables = [];
    private readonly Dictionary<RemappingUnit, AmdTables> amdTables = [];

    /// <summary>Whether destinations are logical.</summary>
    public bool Logical { get; set; }

    /// <summary>Whether the local APICs are in x2APIC mode, so that interrupts are given to processors beyond 255 as well.</summary>
    public bool X2Apic
    {
        get;
        set
        {
            field = value;
            vectors.Reachable = value ? apics.Processors : Math.Min(apics.Processors, 255);
        }
    }

    /// <summary>The numbers of interrupts.</summary>
    public InterruptNumbers Numbers { get; } = new(machine.IoApicPins);

    public RemappingTable CreateTable(RemappingUnit unit)
    {
        var table = new RemappingTable(unit, machine.X2Apic);
        tables[unit] = table;

        // Linux intel_setup_irq_remapping() brings up queued invalidation first; the entry cache cannot be invalidated without.
        (unit.Hardware as RemappingHardware)?.SetQueuedInvalidation(true);
        return table;
    }

    /// <summary>Makes the hardware of a unit.</summary>
    public InterruptRemapper CreateHardware(RemappingUnit unit)
    {
        if (unit.Architecture == RemappingArchitecture.VtD) return new RemappingHardware(unit);
        var software = new AmdTables(unit);
        amdTables.Add(unit, software);
        return software.Hardware;
    }

    /// <summary>Switches an AMD-Vi unit on.</summary>
    public void EnableAmd(RemappingUnit unit) => amdTables[unit].Enable();

    /// <summary>Allocates up to <paramref name="count"/> interrupts and writes their messages, which point at the shutdown vector.</summary>
    /// <returns>The interrupts; none if the domain cannot give any.</returns>
    public Interrupt[] Allocate(PciFunction function, MsiDomain domain, int count, bool activate = true)
    {
        if (domain.IsMsiParent) domain = DeviceDomain(function, domain);
        var table = TableOf(function, domain);
        if (table is null && (domain.Remaps || domain is not (PciMsiDomain or PciDeviceMsiDomain))) return [];
        var interrupts = new Interrupt[count];
        for (var allocated = 0; allocated < count; allocated++)
        {
            var index = table?.Allocate() ?? -1;
            if (table is not null && index < 0)
            {
                Free(interrupts.AsSpan(0, allocated));
                return [];
            }

            var interrupt = new Interrupt
            {
                Function = function, Domain = domain, Index = allocated, Number = Numbers.Allocate(), Table = table, EntryIndex = index,
                Vector = VectorAllocator.Shutdown,
            };
            interrupts[allocated] = interrupt;
            if (activate) Activate(interrupt);
        }

        return interrupts;
    }

    /// <summary>Gives each interrupt a real vector and unmasks it.</summary>
    /// <returns>False if vectors ran out; those interrupts stay masked.</returns>
    public bool Request(Interrupt[] interrupts)
    {
        var all = true;
        foreach (var interrupt in interrupts)
        {
            if (interrupt.Requested) continue;
            if (!vectors.Assign(interrupt))
            {
                all = false;
                continue;
            }

            interrupt.Requested = true;
            Activate(interrupt);
            interrupt.Masked = false;
        }

        return all;
    }

    /// <summary>Masks each interrupt, clears its message and entry, and gives its vector back.</summary>
    public void Release(ReadOnlySpan<Interrupt> interrupts)
    {
        foreach (var interrupt in interrupts)
        {
            if (!interrupt.Requested) continue;
            interrupt.Masked = true;
            interrupt.Message = default;
            interrupt.Table?.Write(interrupt.EntryIndex, default);
            vectors.Release(interrupt);
            interrupt.Requested = false;
        }
    }

    /// <summary>Makes the entries valid and writes the messages.</summary>
    public void Activate(ReadOnlySpan<Interrupt> interrupts)
    {
        foreach (var interrupt in interrupts) Activate(interrupt);
    }

    /// <summary>Clears the entries; the messages stay.</summary>
    public static void ClearEntries(ReadOnlySpan<Interrupt> interrupts)
    {
        foreach (var interrupt in interrupts) interrupt.Table?.Write(interrupt.EntryIndex, default);
    }

    /// <summary>Whether no entry of a unit's table is taken.</summary>
    public bool IsTableEmpty(RemappingUnit unit) => !tables.TryGetValue(unit, out var table) || table.IsEmpty;

    /// <summary>Whether there is a table for a unit.</summary>
    public bool HasTable(RemappingUnit unit) => tables.ContainsKey(unit);

    /// <summary>Forgets a unit's table.</summary>
    public void DropTable(RemappingUnit unit) => tables.Remove(unit);

    /// <summary>Frees entries and numbers. The vector of an interrupt that is still requested stays with its handler, out of reach.</summary>
    public void Free(ReadOnlySpan<Interrupt> interrupts)
    {
        foreach (var interrupt in interrupts)
        {
            interrupt.Masked = true;
            interrupt.Requested = false;
            interrupt.Table?.Free(interrupt.EntryIndex);
            Numbers.Free(interrupt.Number);
        }
    }

    // Linux pci_setup_msi_device_domain(), pci_setup_msix_device_domain(): the domain that is there is used if it is of the right kind;
    // whether its parent still is the function's is not asked.
    private static PciDeviceMsiDomain DeviceDomain(PciFunction function, MsiDomain parent)
    {
        var token = function.MsixTableSize > 0 ? DomainBusToken.PciDeviceMsix : DomainBusToken.PciDeviceMsi;
        if (function.DeviceMsiDomain?.BusToken != token) function.DeviceMsiDomain = new PciDeviceMsiDomain(function, parent, token);
        return function.DeviceMsiDomain;
    }

    private RemappingTable? TableOf(PciFunction function, MsiDomain domain)
    {
        var unit = domain is HypervisorMsiDomain special
            ? special.Hypervisor.Knows(function) ? machine.UnitCovering(function) : null
            : domain.RemappedBy;
        return
            unit is null ? null
            : amdTables.TryGetValue(unit, out var amd) ? amd.TableOf(function)
            : tables.GetValueOrDefault(unit);
    }

    // Parent first: the entry must be valid before the message that points at it is.
    private void Activate(Interrupt interrupt)
    {
        var destination = Logical ? 1u << interrupt.Processor : (uint)interrupt.Processor;
        if (interrupt.Table is not { } table)
        {
            interrupt.Message = MsiMessage.Compatibility(destination, Logical, interrupt.Vector);
            return;
        }

        if (table.Unit.Architecture == RemappingArchitecture.AmdVi)
        {
            interrupt.Message = AmdTables.Activate(table, interrupt.EntryIndex, destination, Logical, interrupt.Vector);
            return;
        }

        var (sourceId, validation) = interrupt.Function.Hardware is FunctionHardware { Source: { } named }
            ? SourceIdPolicy.Of(named)
            : SourceIdPolicy.For(interrupt.Function);
        var entry = Irte.Remapped(table.EncodeDestination(destination), Logical, interrupt.Vector, sourceId, validation);
        table.Write(interrupt.EntryIndex, entry with { Low = entry.Low | RedirectionHint });
        interrupt.Message = MsiMessage.Remappable(interrupt.EntryIndex, subhandle: 0);
    }
}

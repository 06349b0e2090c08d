namespace IrqModel.Engine;

/// <summary>
/// Allocates, requests, releases and frees interrupts through a function's MSI domain, level by level: vector, table entry, message
/// (Linux <c>kernel/irq/msi.c</c>, <c>drivers/iommu/intel/irq_remapping.c</c>, <c>arch/x86/kernel/apic/vector.c</c>).
/// </summary>
internal sealed class InterruptCore(Machine machine, LocalApics apics)
{
    // Linux uses flat logical destinations for up to eight processors and physical ones beyond; x2APIC mode here means physical.
    private const int FlatModeProcessors = 8;

    private readonly VectorAllocator vectors = new(apics);
    private readonly Dictionary<RemappingUnit, RemappingTable> tables = [];

    private bool Logical { get; } = !machine.X2Apic && machine.Processors <= FlatModeProcessors;

    public RemappingTable CreateTable(RemappingUnit unit)
    {
        var table = new RemappingTable(unit, machine.X2Apic);
        tables[unit] = table;

        // Linux intel_setup_irq_remapping() brings up queued invalidation first; the entry cache cannot be invalidated without.
        (unit.Hardware as RemappingHardware)?.SetQueuedInvalidation(true);
        return table;
    }

    /// <summary>Allocates up to <paramref name="count"/> interrupts and writes their messages, which point at the shutdown vector.</summary>
    /// <returns>The interrupts; none if the domain cannot give any.</returns>
    public Interrupt[] Allocate(PciFunction function, MsiDomain domain, int count)
    {
        var table = TableOf(function, domain);
        if (table is null && domain is not PciMsiDomain { Remaps: false }) return [];
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
                Function = function, Domain = domain, Table = table, EntryIndex = index, Vector = VectorAllocator.Shutdown,
            };
            interrupts[allocated] = interrupt;
            Activate(interrupt);
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

    public void Free(ReadOnlySpan<Interrupt> interrupts)
    {
        Release(interrupts);
        foreach (var interrupt in interrupts) interrupt.Table?.Free(interrupt.EntryIndex);
    }

    private RemappingTable? TableOf(PciFunction function, MsiDomain domain)
    {
        var unit = domain is HypervisorMsiDomain special
            ? special.Hypervisor.Knows(function) ? machine.UnitCovering(function) : null
            : domain.RemappedBy;
        return unit is null ? null : tables.GetValueOrDefault(unit);
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

        var (sourceId, validation) = SourceIdPolicy.For(interrupt.Function);
        table.Write(
            interrupt.EntryIndex,
            Irte.Remapped(table.EncodeDestination(destination), Logical, interrupt.Vector, sourceId, validation));
        interrupt.Message = MsiMessage.Remappable(interrupt.EntryIndex, subhandle: 0);
    }
}

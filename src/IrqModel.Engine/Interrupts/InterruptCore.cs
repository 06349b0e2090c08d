using System.Numerics;

namespace IrqModel.Engine;

/// <summary>
/// Allocates, requests, releases and frees interrupts through a function's MSI domain, level by level: vector, table entry, message
/// (Linux <c>kernel/irq/msi.c</c>, <c>drivers/iommu/intel/irq_remapping.c</c>, <c>arch/x86/kernel/apic/vector.c</c>).
/// </summary>
internal sealed partial class InterruptCore(Machine machine, LocalApics apics, PostedInterrupts posting)
{
    private readonly VectorAllocator vectors = new(apics);
    private readonly Dictionary<RemappingUnit, RemappingTable> tables = [];
    private readonly List<RemappingTable> made = [];
    private readonly Dictionary<RemappingUnit, AmdTables> amdTables = [];

    /// <summary>The software, whose reckoning of requester ids goes into the tables.</summary>
    public Host Host { get; set; } = null!;

    /// <summary>Whether destinations are logical in xAPIC mode.</summary>
    public bool Logical { get; set; }

    /// <summary>Whether destinations are clusters in x2APIC mode.</summary>
    public bool Clusters { get; set; }

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
        var table = new RemappingTable(unit, machine.X2Apic && unit.SupportsExtendedInterruptMode) { FlushesChanges = Host.FlushesChangedEntries };
        tables[unit] = table;
        made.Add(table);

        // Linux intel_setup_irq_remapping() brings up queued invalidation first; the entry cache cannot be invalidated without.
        (unit.Hardware as RemappingHardware)?.SetQueuedInvalidation(true);
        return table;
    }

    /// <summary>Gives the memory of tables and caches to the next run.</summary>
    public void Release()
    {
        foreach (var unit in machine.RemappingUnits) (unit.Hardware as RemappingHardware)?.Release();
        foreach (var table in made) table.Release();
        foreach (var software in amdTables.Values) software.Release();
        made.Clear();
    }

    /// <summary>Makes the hardware of a unit.</summary>
    public InterruptRemapper CreateHardware(RemappingUnit unit)
    {
        if (unit.Architecture == RemappingArchitecture.VtD) return CreateVtd(unit);
        var software = new AmdTables(unit);
        amdTables.Add(unit, software);
        return software.Hardware;
    }

    /// <summary>Switches an AMD-Vi unit on.</summary>
    public void EnableAmd(RemappingUnit unit) => amdTables[unit].Enable();

    /// <summary>Allocates up to <paramref name="count"/> interrupts and writes their messages, which point at the shutdown vector.</summary>
    /// <returns>The interrupts; none if the domain cannot give any.</returns>
    public Interrupt[] Allocate(PciFunction function, MsiDomain domain, int count, bool activate = true, int firstIndex = 0)
    {
        if (domain is VmdMsiDomain vmd)
        {
            var riding = VmdInterrupts.Allocate(function, vmd, count, Numbers);
            if (activate) Activate(riding.AsSpan());
            return riding;
        }

        if (domain.IsMsiParent) domain = DeviceDomain(function, domain);
        var table = TableOf(function, domain);
        if (table is null && (domain.Remaps || domain is not (PciMsiDomain or PciDeviceMsiDomain))) return [];
        var multiple = function.MsixTableSize == 0 && count > 1;
        if (multiple && table is null) (multiple, count) = (false, 1);  // Linux pci_msi_domain_check_cap(): the plain domain is not MSI_FLAG_MULTI_PCI_MSI
        var first = multiple ? AllocateBlock(table!, count) : 0;
        if (first < 0) return [];
        var firstNumber = multiple ? Numbers.AllocateBlock(count) : 0;
        var interrupts = new Interrupt[count];
        for (var allocated = 0; allocated < count; allocated++)
        {
            var index = multiple ? first + allocated : table?.Allocate() ?? -1;
            if (table is not null && index < 0)
            {
                Free(interrupts.AsSpan(0, allocated));
                return [];
            }

            var interrupt = new Interrupt
            {
                Function = function,
                Domain = domain,
                Index = firstIndex + allocated,
                Table = table,
                EntryIndex = index,
                Number = multiple ? firstNumber + allocated : Numbers.Allocate(),
                Subhandle = (byte)(multiple ? allocated : 0),
                Vector = VectorAllocator.Shutdown,
            };
            interrupts[allocated] = interrupt;
            if (!function.CanMaskVectors && !vectors.Assign(interrupt))
            {
                // The block of a function that cannot mask is allocated as a whole: the interrupts built so far are freed with the rest of it.
                Free(interrupts.AsSpan(0, allocated + 1));
                for (var rest = allocated + 1; multiple && rest < count; rest++)
                {
                    FreeUnused(table, index + rest - allocated, interrupt.Number + rest - allocated);
                }

                return [];
            }

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
            if (interrupt.Requested)
            {
                interrupt.Masked = false;
                continue;
            }

            if (interrupt is { Carrier: null, HasVector: false } && !vectors.Assign(interrupt))
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
            interrupt.Requested = false;

            // Linux x86_vector_deactivate(): without reservation the vector is the interrupt's until it is freed.
            if (interrupt.HasVector && interrupt.Function.CanMaskVectors) vectors.Release(interrupt);
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
            if (interrupt is { HasVector: true, Requested: false }) vectors.Release(interrupt);
            if (interrupt.Carrier is { } carrier) carrier.Riders--;
            interrupt.Masked = true;
            interrupt.Requested = false;
            FreeUnused(interrupt.Table, interrupt.EntryIndex, interrupt.Number);
        }

        // Linux free_irte() gives back the whole block, which alloc_irte() rounded up.
        if (interrupts is not [{ Table: { Unit.Architecture: RemappingArchitecture.VtD } table, EntryIndex: var first }, .., { Subhandle: > 0 }]) return;
        var entries = (int)BitOperations.RoundUpToPowerOf2((uint)interrupts.Length);
        for (var padding = interrupts.Length; padding < entries; padding++) table.Free(first + padding);
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
            : amdTables.TryGetValue(unit, out var amd) ? amd.TableOf(function, Host)
            : tables.GetValueOrDefault(unit);
    }

    /// <summary>Gives an interrupt another vector, on a certain processor; the old one stays its own until <see cref="CompleteMove"/>.</summary>
    /// <returns>False if that processor has none left.</returns>
    public bool Move(Interrupt interrupt, int processor) => vectors.Move(interrupt, processor);

    /// <summary>Gives back the vector that a moved interrupt had before.</summary>
    public void CompleteMove(Interrupt interrupt) => vectors.CleanUp(interrupt);

    private RemappingHardware CreateVtd(RemappingUnit unit)
    {
        var configuration = VtdConfiguration.Default with { BlocksCompatibilityRequests = machine.BlocksCompatibilityRequests };
        if (unit.SupportsPostedInterrupts) configuration = configuration with { Capabilities = configuration.Capabilities.WithPostedInterrupts() };
        if (!unit.SupportsExtendedInterruptMode)
        {
            configuration = configuration with { Capabilities = configuration.Capabilities.WithoutExtendedInterruptMode() };
        }

        return new RemappingHardware(unit, configuration, posting.AddMemory());
    }

    // Linux alloc_irte(): a power of two, limited by MHMV; AMD's alloc_irq_index() aligns, and has no limit.
    private static int AllocateBlock(RemappingTable table, int count)
    {
        if (table.Unit.Architecture == RemappingArchitecture.AmdVi) return table.AllocateBlock(count);
        var entries = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        return table.Unit.Hardware is RemappingHardware hardware && hardware.Capabilities.AllowsMessageBlock(entries) ? table.AllocateBlock(entries) : -1;
    }

    private void FreeUnused(RemappingTable? table, int entry, int number)
    {
        table?.Free(entry);
        Numbers.Free(number);
    }
}

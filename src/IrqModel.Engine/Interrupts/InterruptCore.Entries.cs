namespace IrqModel.Engine;

/// <content>What is written into table entries and messages.</content>
internal sealed partial class InterruptCore
{
    // Bit 3 of an entry, RH: Linux prepare_irte() sets it in every destination mode.
    private const ulong RedirectionHint = 1UL << 3;

    /// <summary>Has an interrupt posted to a vCPU. The host's side of it stays as it is.</summary>
    /// <returns>False if it has no entry that could post.</returns>
    /// <remarks>Linux <c>intel_ir_set_vcpu_affinity()</c>.</remarks>
    public bool Post(Interrupt interrupt, VirtualProcessor vcpu, byte vector)
    {
        if (interrupt.Table is not { Unit.Architecture: RemappingArchitecture.VtD } table || !posting.IsPossible) return false;
        (interrupt.PostedTo, interrupt.GuestVector) = (vcpu, vector);
        table.Write(interrupt.EntryIndex, posting.EntryFor(RemappedEntry(interrupt, table), vcpu, vector));
        return true;
    }

    /// <summary>Sends an interrupt to the host again that was posted to a vCPU.</summary>
    public void EndPosting(Interrupt interrupt)
    {
        if (interrupt.PostedTo is null) return;
        if (Host.RestoresPostedMsi)
        {
            WriteEntry(interrupt);
            return;
        }

        interrupt.PostedTo = null;
        interrupt.Table!.Write(interrupt.EntryIndex, RemappedEntry(interrupt, interrupt.Table));
    }

    /// <summary>Writes the entry of an interrupt that was moved, unless it posts to a vCPU, which does not move with it.</summary>
    public void WriteMovedEntry(Interrupt interrupt)
    {
        var vcpu = interrupt.PostedTo;
        if (vcpu is null || !Host.KeepsEntriesOfVirtualProcessors) WriteEntry(interrupt);
        interrupt.PostedTo = vcpu;

        // Nothing reaches the host, so no interrupt will show that the old vector is no longer used (Linux vector_schedule_cleanup()).
        if (vcpu is not null) CompleteMove(interrupt);
    }

    /// <summary>Writes the table entry of an interrupt for the host, and leaves it to others to tell the unit.</summary>
    public void WriteEntryOnly(Interrupt interrupt)
    {
        interrupt.Table!.IsQuiet = true;
        WriteEntry(interrupt);
        interrupt.Table.IsQuiet = false;
    }

    /// <summary>Writes the table entry of an interrupt, if it has one, for the host.</summary>
    /// <remarks>Linux <c>intel_ir_reconfigure_irte(force_host)</c>, <c>amd_ir_update_irte()</c>.</remarks>
    public void WriteEntry(Interrupt interrupt)
    {
        if (interrupt.Table is not { } table) return;
        interrupt.PostedTo = null;
        if (table.Unit.Architecture == RemappingArchitecture.AmdVi)
        {
            AmdTables.WriteEntry(table, interrupt.EntryIndex, DestinationOf(interrupt), DestinationsAreLogical, interrupt.Vector);
            return;
        }

        var entry = RemappedEntry(interrupt, table);
        table.Write(interrupt.EntryIndex, Host.UsesPostedMsi && posting.IsPossible ? posting.EntryFor(entry, interrupt.Processor) : entry);
    }

    private Irte RemappedEntry(Interrupt interrupt, RemappingTable table)
    {
        var check = Host.SourceCheckFor((interrupt.Function.Hardware as FunctionHardware)?.Source ?? interrupt.Function.RealDmaFunction);
        var validation = check.IsBusRange ? SourceValidation.BusRange : SourceValidation.RequesterId;
        var entry = Irte.Remapped(
            table.EncodeDestination(DestinationOf(interrupt)), DestinationsAreLogical, interrupt.Vector, check.SourceId, validation);
        return entry with { Low = entry.Low | RedirectionHint };
    }

    /// <summary>The message for an interrupt as it is now.</summary>
    public MsiMessage MessageOf(Interrupt interrupt) => interrupt.Table switch
    {
        _ when interrupt.Carrier is { } carrier => MsiMessage.Compatibility((uint)carrier.Index, logical: false, vector: 0), // vmd_compose_msi_msg()
        null => MsiMessage.Compatibility(DestinationOf(interrupt), DestinationsAreLogical, interrupt.Vector),
        { Unit.Architecture: RemappingArchitecture.AmdVi } => AmdTables.MessageFor(interrupt.EntryIndex),
        _ => MsiMessage.Remappable(interrupt.EntryIndex - interrupt.Subhandle, interrupt.Subhandle),
    };

    private bool DestinationsAreLogical => X2Apic ? Clusters : Logical;

    // x2APIC: a cluster of 16 processors in bits 31:16, one of them in bits 15:0 (Intel SDM 3A, 11.12.10.2).
    private uint DestinationOf(Interrupt interrupt)
    {
        var processor = (uint)interrupt.Processor;
        return !DestinationsAreLogical ? processor
            : X2Apic ? (processor >> 4 << 16) | (1u << (interrupt.Processor & 0xF))
            : 1u << interrupt.Processor;
    }

    // Parent first: the entry must be valid before the message that points at it is.
    private void Activate(Interrupt interrupt)
    {
        WriteEntry(interrupt);
        interrupt.Message = MessageOf(interrupt);
    }
}

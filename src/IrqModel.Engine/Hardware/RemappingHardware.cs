using System.Runtime.CompilerServices;

namespace IrqModel.Engine;

/// <summary>
/// The interrupt half of a VT-d remapping unit: registers, table, verification, faults. It decides from these alone and knows nothing of
/// protocols, domains or software.
/// </summary>
/// <remarks>
/// VT-d specification 5.1 (interrupt remapping), 10.4.4 (GCMD), 10.4.27 (IRTA). The cache of entries is not modelled: each request reads
/// the table.
/// </remarks>
internal sealed class RemappingHardware
{
    // CAP.NFR differs between units; client parts have one register, server parts eight.
    private const int FaultRegisters = 8;

    private ulong[]? programmedTable;
    private bool programmedExtendedMode;
    private ulong[]? table;
    private int entries;

    public RemappingHardware(RemappingUnit unit) => Unit = unit;

    public RemappingUnit Unit { get; }

    public FaultRecorder Faults { get; } = new(FaultRegisters);

    /// <summary>GSTS.IRES.</summary>
    public bool RemappingEnabled { get; private set; }

    /// <summary>GSTS.CFIS.</summary>
    public bool CompatibilityPasses { get; private set; }

    /// <summary>IRTA.EIME, as latched by SIRTP.</summary>
    public bool ExtendedMode { get; private set; }

    /// <summary>Writes IRTA_REG. Takes effect with <see cref="SetTablePointer"/>.</summary>
    /// <param name="memory">The table: two words an entry, 2 to 65,536 entries, a power of two; null for an address that cannot be read.</param>
    /// <param name="extendedMode">EIME.</param>
    public void WriteTableAddress(ulong[]? memory, bool extendedMode)
    {
        programmedTable = memory;
        programmedExtendedMode = extendedMode;
    }

    /// <summary>GCMD.SIRTP: latches table address, size and EIME.</summary>
    public void SetTablePointer()
    {
        table = programmedTable;
        entries = table is null ? 0 : table.Length / 2;
        ExtendedMode = programmedExtendedMode;
    }

    /// <summary>GCMD.IRE.</summary>
    public void SetRemappingEnabled(bool value) => RemappingEnabled = value;

    /// <summary>GCMD.CFI.</summary>
    public void SetCompatibilityPasses(bool value) => CompatibilityPasses = value;

    /// <summary>Takes a request from a function and says where it goes. Records the fault if it goes nowhere.</summary>
    public RemapResult Request(in MsiMessage message, RequesterId requester)
    {
        if (!RemappingEnabled) return PassUntouched(message);
        if (!message.HitsInterruptRange) return Refuse(FaultReason.ReservedFieldInRequest, requester, 0);
        if (!message.IsRemappable)
        {
            // Section 5.1.4: with EIME set, or with CFIS clear, compatibility-format requests are blocked.
            return ExtendedMode || !CompatibilityPasses
                ? Refuse(FaultReason.CompatibilityBlocked, requester, 0)
                : PassUntouched(message);
        }

        var index = message.Handle;
        if (message.SubhandleValid)
        {
            if ((message.Data & 0xFFFF_0000) != 0) return Refuse(FaultReason.ReservedFieldInRequest, requester, index);
            index += (ushort)message.Data;
        }

        return Remap(index, requester);
    }

    private RemapResult Remap(int index, RequesterId requester)
    {
        var memory = table;
        if (memory is null) return Refuse(FaultReason.TableAccessFailed, requester, index);
        if ((uint)index >= (uint)entries) return Refuse(FaultReason.IndexOutOfRange, requester, index);
        var entry = new Irte(memory[2 * index], memory[(2 * index) + 1]);
        var fault =
            !entry.Present ? FaultReason.EntryNotPresent
            : entry.HasReservedBits(ExtendedMode) ? FaultReason.ReservedFieldInEntry
            : !entry.Admits(requester) ? FaultReason.SourceIdMismatch
            : FaultReason.None;
        if (fault != FaultReason.None)
        {
            // These three faults are qualified: FPD keeps them out of the record, also in an entry that is not present.
            return entry.FaultProcessingDisabled
                ? new(fault, 0, false, 0, index)
                : Refuse(fault, requester, index);
        }

        var destination = ExtendedMode ? entry.RawDestination : (entry.RawDestination >> 8) & 0xFF;
        return new(FaultReason.None, destination, entry.LogicalDestination, entry.Vector, index);
    }

    private static RemapResult PassUntouched(in MsiMessage message) =>
        new(FaultReason.None, message.Destination, message.LogicalDestination, message.Vector, -1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RemapResult Refuse(FaultReason reason, RequesterId requester, int index)
    {
        Faults.Record(new(Unit, requester, reason, index));
        return new(reason, 0, false, 0, index);
    }
}

using System.Runtime.CompilerServices;

namespace IrqModel.Engine;

/// <summary>
/// The interrupt half of a VT-d remapping unit: registers, table, entry cache, verification, faults. It decides from these alone and knows
/// nothing of protocols, domains or software.
/// </summary>
/// <remarks>VT-d specification 5.1 (interrupt remapping), 5.2 (posting), 6.2 (entry cache), 7 (faults).</remarks>
internal sealed partial class RemappingHardware : InterruptRemapper
{
    // An address that goes to the interrupt range in remappable format: bits 63:20 are 0xFEE, bit 4 is set.
    private const ulong FormatMask = 0xFFFF_FFFF_FFF0_0010;
    private const ulong Remappable = 0xFEE0_0010;

    private readonly VtdConfiguration configuration;
    private readonly SystemMemory memory;
    private readonly InterruptEntryCache cache;

    private bool remappingEnabled;
    private ulong[] table = [];
    private int tableStart;
    private int entries;
    private int readableEntries;

    // What an entry in remapped format must look like in P, IM and the reserved bits, and where its destination is; they depend on EIME.
    private ulong plainMask;
    private int destinationShift;
    private uint destinationMask;
    private byte destinationAttribute;

    public RemappingHardware(RemappingUnit unit, VtdConfiguration? configuration = null, SystemMemory? memory = null)
        : base(unit)
    {
        this.configuration = configuration ?? VtdConfiguration.Default;
        this.memory = memory ?? new SystemMemory();
        cache = new InterruptEntryCache(this.configuration.EntryCacheLines);
        Faults = new FaultRecorder(unit, Capabilities.FaultRegisters, this.configuration.CollapsesFaults);
        ApplyMode(extended: false);
    }

    public override FaultRecorder Faults { get; }

    public VtdCapabilities Capabilities => configuration.Capabilities;

    /// <summary>GSTS.IRES.</summary>
    public override bool RemappingEnabled => remappingEnabled;

    /// <summary>IRTA.EIME, as latched by SIRTP.</summary>
    public bool ExtendedMode { get; private set; }

    /// <inheritdoc/>
    public override RemapResult Request(in MsiMessage message, RequesterId requester)
    {
        if (!remappingEnabled || (message.Address & FormatMask) != Remappable) return RequestWithoutEntry(message, requester);
        var index = message.Handle;
        if (message.SubhandleValid)
        {
            if (message.Data > 0xFFFF) return Refuse(FaultReason.ReservedFieldInRequest, requester, index);
            index += (int)message.Data;
        }

        ref var line = ref cache.LineOf(index);
        Irte entry;
        if (line.Tag == index + 1)
        {
            entry = new Irte(line.Low, line.High);
            if (entry.Posted) return Post(entry, requester, index);
            if (!entry.Admits(requester)) return RefuseQualified(FaultReason.SourceIdMismatch, entry, requester, index);
        }
        else
        {
            if ((uint)index >= (uint)readableEntries) return RefuseUnreadable(requester, index);
            var word = tableStart + (2 * index);
            entry = new Irte(table[word], table[word + 1]);
            if ((entry.Low & plainMask) != Irte.PresentBit || Irte.HasReservedHigh(entry.High))
                return RequestThroughUnusual(entry, requester, index);
            if (!entry.Admits(requester)) return RefuseQualified(FaultReason.SourceIdMismatch, entry, requester, index);
            if (cache.Keeps) Keep(ref line, entry, index);
        }

        return new(
            FaultReason.None, RemapKind.Remapped, entry.Vector, (byte)(((uint)entry.Low & 0xFC) | destinationAttribute),
            (uint)(entry.Low >> destinationShift) & destinationMask, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(ref InterruptEntryCache.Line line, in Irte entry, int index)
    {
        line.Low = entry.Low;
        line.High = entry.High;
        line.Tag = index + 1;
    }

    // Remapping off, not in the interrupt range, or in compatibility format.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RemapResult RequestWithoutEntry(in MsiMessage message, RequesterId requester)
    {
        if (!remappingEnabled) return RemapResult.Pass(message);
        if (!message.HitsInterruptRange) return Refuse(FaultReason.ReservedFieldInRequest, requester, 0);

        // Section 5.1.4: with EIME set, or with CFIS clear, compatibility-format requests are blocked.
        return ExtendedMode || !CompatibilityPasses
            ? Refuse(FaultReason.CompatibilityBlocked, requester, 0)
            : RemapResult.Pass(message);
    }

    // Entries that are not present, have reserved bits set, or are in posted format.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RemapResult RequestThroughUnusual(in Irte entry, RequesterId requester, int index)
    {
        if (!entry.Present) return RefuseQualified(FaultReason.EntryNotPresent, entry, requester, index);
        return entry.HasReservedBits(ExtendedMode, Capabilities.PostedInterrupts)
            ? RefuseQualified(FaultReason.ReservedFieldInEntry, entry, requester, index)
            : Post(entry, requester, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RemapResult Post(in Irte entry, RequesterId requester, int index)
    {
        if (!entry.Admits(requester)) return RefuseQualified(FaultReason.SourceIdMismatch, entry, requester, index);

        // Not verified against the specification: the codes 0x27 and 0x28, that FPD qualifies them, and that reserved bits come first.
        var words = memory.Find(entry.DescriptorAddress, PostedInterruptDescriptor.Words);
        if (words.IsEmpty) return RefuseQualified(FaultReason.PostedDescriptorAccessFailed, entry, requester, index);
        var descriptor = new PostedInterruptDescriptor(words);
        if (descriptor.HasReservedBits) return RefuseQualified(FaultReason.ReservedFieldInPostedDescriptor, entry, requester, index);

        if (cache.Keeps) Keep(ref cache.LineOf(index), entry, index);
        if (!descriptor.Post(entry.Vector, entry.Urgent))
            return new(FaultReason.None, RemapKind.PostedQuietly, entry.Vector, 0, 0, index);
        var destination = ExtendedMode ? descriptor.NotificationDestination : (descriptor.NotificationDestination >> 8) & 0xFF;
        return new(
            FaultReason.None, RemapKind.PostedWithNotification, descriptor.NotificationVector, destinationAttribute, destination, index);
    }

    private RemapResult RefuseUnreadable(RequesterId requester, int index) =>
        Refuse(index >= entries && entries > 0 ? FaultReason.IndexOutOfRange : FaultReason.TableAccessFailed, requester, index);

    // Faults 0x22, 0x24 and 0x26 are qualified: FPD keeps them out of the record, also in an entry that is not present.
    private RemapResult RefuseQualified(FaultReason reason, in Irte entry, RequesterId requester, int index) =>
        entry.FaultProcessingDisabled ? RemapResult.Refuse(reason, index) : Refuse(reason, requester, index);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RemapResult Refuse(FaultReason reason, RequesterId requester, int index)
    {
        Faults.Record(requester, reason, index);
        return RemapResult.Refuse(reason, index);
    }

    private void ApplyMode(bool extended)
    {
        ExtendedMode = extended;
        plainMask = Irte.PresentBit | Irte.PostedBit | Irte.ReservedInRemapped(extended);
        destinationShift = extended ? 32 : 40;
        destinationMask = extended ? uint.MaxValue : 0xFF;
        destinationAttribute = extended ? RemapResult.ExtendedBit : (byte)0;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    private InterruptEntryCache.Line[] cacheLines;
    private readonly bool keepsEntries;

    // What the masked address of a request that goes through the table looks like: of none while remapping is off.
    private ulong remappedFormat = ulong.MaxValue;
    private ulong[] table = [];
    private int tableStart;
    private int entries;
    private int readableEntries;

    // Where an entry in remapped format must be 0, but for P: IM and the reserved bits, which depend on EIME.
    private ulong plainMask;

    // How an entry becomes a result, which depends on EIME too.
    private RemapResult.EntryFormat format;

    public RemappingHardware(RemappingUnit unit, VtdConfiguration? configuration = null, SystemMemory? memory = null)
        : base(unit)
    {
        this.configuration = configuration ?? VtdConfiguration.Default;
        this.memory = memory ?? new SystemMemory();
        cache = new InterruptEntryCache(this.configuration.EntryCacheLines);
        cacheLines = cache.Lines;
        keepsEntries = cache.Keeps;
        Faults = new FaultRecorder(unit, Capabilities.FaultRegisters, this.configuration.CollapsesFaults);
        ApplyMode(extended: false);
    }

    public override FaultRecorder Faults { get; }

    public VtdCapabilities Capabilities => configuration.Capabilities;

    /// <summary>GSTS.IRES.</summary>
    public override bool RemappingEnabled => remappedFormat == Remappable;

    /// <summary>IRTA.EIME, as latched by SIRTP.</summary>
    public bool ExtendedMode { get; private set; }

    /// <summary>Gives the entry cache to the next run and forgets the table. Requests through the table are refused from then on.</summary>
    public void Release()
    {
        cache.Release();
        cacheLines = cache.Lines;
        table = [];
        readableEntries = 0;
    }

    /// <inheritdoc/>
    public override RemapResult Request(MsiMessage message, RequesterId requester)
    {
        if ((message.Address & FormatMask) != remappedFormat) return RequestWithoutEntry(message, requester);
        var index = message.Handle;
        if (message.SubhandleValid)
        {
            if (message.Data > 0xFFFF) return Refuse(FaultReason.ReservedFieldInRequest, requester, index);
            index += (int)message.Data;
        }

        // The usual entry: present, in remapped format, no reserved bits, verified by requester id. Anything else takes the long way.
        ref var line = ref LineOf(index);
        ulong low;
        if (line.Tag == index + 1)
        {
            low = line.Low;
            if ((low & Irte.PostedBit) != 0 || !Irte.AdmitsById(line.High, requester.Value))
                return RequestThrough(low, line.High, requester, index);
        }
        else
        {
            if ((uint)index >= (uint)readableEntries) return RefuseUnreadable(requester, index);

            // Within the table: LatchTable() made readableEntries fit its words.
            ref var word = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table), (nuint)(uint)(tableStart + (2 * index)));
            low = word;
            var high = Unsafe.Add(ref word, 1);
            if ((low & plainMask) != Irte.PresentBit || !Irte.AdmitsById(high, requester.Value))
                return RequestThrough(low, high, requester, index);
            if (keepsEntries) Keep(ref line, low, high, index);
        }

        return Remapped(low, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(ref InterruptEntryCache.Line line, ulong low, ulong high, int index)
    {
        line.Low = low;
        line.High = high;
        line.Tag = index + 1;
    }

    // The number of lines is a power of two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref InterruptEntryCache.Line LineOf(int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cacheLines), (nuint)(uint)(index & (cacheLines.Length - 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RemapResult Remapped(ulong low, int index) =>
        RemapResult.Remapped(low, format, index);

    // Remapping off, not in the interrupt range, or in compatibility format.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RemapResult RequestWithoutEntry(MsiMessage message, RequesterId requester)
    {
        if (!RemappingEnabled) return RemapResult.Pass(message);
        if (!message.HitsInterruptRange) return Refuse(FaultReason.ReservedFieldInRequest, requester, 0);

        // Section 5.1.4: with EIME set, or with CFIS clear, compatibility-format requests are blocked.
        return configuration.BlocksCompatibilityRequests && (ExtendedMode || !CompatibilityPasses)
            ? Refuse(FaultReason.CompatibilityBlocked, requester, 0)
            : RemapResult.Pass(message);
    }

    // An entry of any kind, from memory or cache.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RemapResult RequestThrough(ulong low, ulong high, RequesterId requester, int index)
    {
        var entry = new Irte(low, high);
        if (!entry.Present) return RefuseQualified(FaultReason.EntryNotPresent, entry, requester, index);
        if (entry.HasReservedBits(ExtendedMode, Capabilities.PostedInterrupts))
            return RefuseQualified(FaultReason.ReservedFieldInEntry, entry, requester, index);
        if (!entry.Admits(requester)) return RefuseQualified(FaultReason.SourceIdMismatch, entry, requester, index);
        if (entry.Posted) return Post(entry, requester, index);
        if (keepsEntries) Keep(ref LineOf(index), low, high, index);
        return Remapped(low, index);
    }

    private RemapResult Post(in Irte entry, RequesterId requester, int index)
    {
        // Not verified against the specification: the codes 0x27 and 0x28, that FPD qualifies them, and that reserved bits come first.
        var words = memory.Find(entry.DescriptorAddress, PostedInterruptDescriptor.Words);
        if (words.IsEmpty) return RefuseQualified(FaultReason.PostedDescriptorAccessFailed, entry, requester, index);
        var descriptor = new PostedInterruptDescriptor(words);
        if (descriptor.HasReservedBits) return RefuseQualified(FaultReason.ReservedFieldInPostedDescriptor, entry, requester, index);

        if (keepsEntries) Keep(ref LineOf(index), entry.Low, entry.High, index);
        if (!descriptor.Post(entry.Vector, entry.Urgent))
            return new(FaultReason.None, RemapKind.PostedQuietly, entry.Vector, 0, 0, index);
        var destination = ExtendedMode ? descriptor.NotificationDestination : (descriptor.NotificationDestination >> 8) & 0xFF;
        return new(
            FaultReason.None, RemapKind.PostedWithNotification, descriptor.NotificationVector,
            ExtendedMode ? RemapResult.ExtendedBit : (byte)0, destination, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
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
        format = RemapResult.FormatOf(extended);
        plainMask = Irte.PresentBit | Irte.PostedBit | Irte.ReservedInRemapped(extended);
    }
}

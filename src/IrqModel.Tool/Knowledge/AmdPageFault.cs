namespace IrqModel.Tool.Knowledge;

/// <summary>
/// What the flags of an IO_PAGE_FAULT say (AMD I/O Virtualization Technology Specification, IO_PAGE_FAULT event; Linux prints bits 16 to 27 of the
/// event's second word). RW, PE and RZ mean something only where the page or the entry is present.
/// </summary>
internal static class AmdPageFault
{
    private const int IsInterrupt = 0x008;
    private const int IsPresent = 0x010;
    private const int IsWrite = 0x020;
    private const int HasNoPermission = 0x040;
    private const int HasReservedBits = 0x080;
    private const int IsTranslation = 0x100;

    /// <summary>Whether the flags say that an interrupt was refused, and no access to memory.</summary>
    /// <param name="flags">The flags; null where the line has none.</param>
    public static bool OfInterrupt(int? flags) => (flags & IsInterrupt) is > 0;

    /// <summary>What the refusal of an interrupt means.</summary>
    /// <param name="flags">The flags, with I set.</param>
    public static string MeaningOfInterrupt(int flags) => (flags & IsPresent) == 0
        ? "an interrupt of this requester id found no remapping entry in use (I=1, PR=0): "
            + "the function still sends through a vector that was freed, or its device table entry leads to no entry for it"
        : "an interrupt of this requester id found its remapping entry, which does not let it pass (I=1, PR=1)"
            + $"{((flags & HasReservedBits) == 0 ? "" : ": reserved bits of the entry are set (RZ=1)")}";

    /// <summary>What the refusal of an access to memory means.</summary>
    /// <param name="flags">The flags; null where the line has none.</param>
    public static string MeaningOfDma(int? flags)
    {
        if (flags is not { } shown) return "a DMA request, not an interrupt";
        var isPresent = (shown & IsPresent) != 0;
        var what = (shown & IsTranslation) != 0 ? "a request to translate an address (ATS, TR=1)"
            : !isPresent ? "a DMA request" : (shown & IsWrite) != 0 ? "a DMA write" : "a DMA read";
        var why = !isPresent ? "the page is not mapped (PR=0): a buffer that was unmapped too early or never mapped, or an address that the device made up"
            : (shown & HasReservedBits) != 0 ? "reserved bits of the page tables are set (RZ=1)"
            : (shown & HasNoPermission) != 0 ? "the page is mapped and does not permit it (PE=1)" : "the page is mapped (PR=1)";
        return $"{what}, not an interrupt: {why}";
    }
}

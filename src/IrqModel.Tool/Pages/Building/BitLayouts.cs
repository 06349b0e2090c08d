using System.Collections.Frozen;
using IrqModel.Engine;
using IrqModel.Tool.Pages.Document;

namespace IrqModel.Tool.Pages.Building;

/// <summary>The layouts of messages and table entries.</summary>
/// <remarks>
/// Intel SDM 3, 12.11 (message address and data); VT-d specification 5.1.2 (request formats), 9.10 and 9.11 (entries); AMD I/O
/// virtualization
/// specification, interrupt remapping tables.
/// </remarks>
internal static class BitLayouts
{
    /// <summary>Layout of a message in compatibility format, of its address and of its data.</summary>
    public const string Compatibility = "compatibility";

    /// <summary>Layout of a message in remappable format.</summary>
    public const string Remappable = "remappable";

    /// <summary>Layout of a message whose data is an index into a table of AMD-Vi.</summary>
    public const string AmdIndex = "amd";

    /// <summary>Layout of a message of a function behind a controller that takes it over.</summary>
    public const string TakenOver = "vmd";

    /// <summary>Layout of an entry in remapped format.</summary>
    public const string RemappedEntry = "remapped";

    /// <summary>Layout of an entry in posted format.</summary>
    public const string PostedEntry = "posted";

    private static readonly FrozenDictionary<int, string> DeliveryModes = new Dictionary<int, string>
    {
        [0] = "fixed",
        [1] = "lowest priority",
        [2] = "SMI",
        [3] = "reserved",
        [4] = "NMI",
        [5] = "INIT",
        [6] = "reserved",
        [7] = "ExtINT",
    }.ToFrozenDictionary();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BitLayout> All { get; } =
    [
        new(Compatibility + ".address", "Message address, compatibility format", 32,
        [
            new(31, 20, "0xFEE", "the interrupt range"),
            new(19, 12, "Destination", "the processor, or a set of processors"),
            new(11, 5, "-", "reserved") { Reserved = true },
            BitField.Flag(4, "Format", "compatibility", "remappable"),
            BitField.Flag(3, "RH", "the destination is one processor", "one processor of the set is enough"),
            BitField.Flag(2, "DM", "the destination is an APIC id", "the destination is a set"),
            new(1, 0, "-", "0 in an address of 32-bit writes") { Reserved = true },
        ]),
        new(Compatibility + ".data", "Message data, compatibility format", 32,
        [
            new(31, 16, "-", "reserved") { Reserved = true },
            BitField.Flag(15, "TM", "edge-triggered", "level-triggered"),
            BitField.Flag(14, "Level", "deassert", "assert") with { Meaning = "counts for level-triggered messages only" },
            new(13, 11, "-", "reserved") { Reserved = true },
            new(10, 8, "Delivery mode", "how the processor takes it") { Values = DeliveryModes },
            new(7, 0, "Vector", "the processor's vector"),
        ]),
        new(Remappable + ".address", "Message address, remappable format", 32,
        [
            new(31, 20, "0xFEE", "the interrupt range"),
            new(19, 5, "Handle 14:0", "the index of the table entry") { Style = BitStyle.Decimal },
            BitField.Flag(4, "Format", "compatibility", "remappable"),
            BitField.Flag(3, "SHV", "the handle alone is the index", "the subhandle in the data is added to the handle"),
            BitField.Flag(2, "Handle 15", "bit 15 of the handle is 0", "bit 15 of the handle is 1"),
            new(1, 0, "-", "ignored") { Reserved = true },
        ]),
        new(Remappable + ".data", "Message data, remappable format", 32,
        [
            new(31, 16, "-", "reserved: with SHV they must be 0") { Reserved = true },
            new(15, 0, "Subhandle", "with SHV added to the handle; otherwise ignored") { Style = BitStyle.Decimal },
        ]),
        new(AmdIndex + ".address", "Message address", 32,
        [
            new(31, 20, "0xFEE", "the interrupt range"),
            new(19, 12, "Destination", "replaced by that of the table entry"),
            new(11, 0, "Attributes", "replaced by those of the table entry"),
        ]),
        new(AmdIndex + ".data", "Message data", 32,
        [
            new(31, 11, "-", "not part of the index") { Reserved = true },
            new(10, 0, "Index", "the index into the table of the function") { Style = BitStyle.Decimal },
        ]),
        new(TakenOver + ".address", "Message address behind a controller", 32,
        [
            new(31, 20, "0xFEE", "the interrupt range"),
            new(19, 12, "Vector", "the controller's vector that it becomes") { Style = BitStyle.Decimal },
            new(11, 0, "-", "not used") { Reserved = true },
        ]),
        new(TakenOver + ".data", "Message data behind a controller", 32, [new(31, 0, "-", "not used") { Reserved = true }]),
        new(RemappedEntry + ".high", "Table entry (IRTE), bits 127:64", 64,
        [
            new(63, 20, "-", "reserved") { Reserved = true },
            new(19, 18, "SVT", "how the requester id is verified")
            {
                Values = new Dictionary<int, string>
                {
                    [(int)SourceValidation.None] = "not at all",
                    [(int)SourceValidation.RequesterId] = "it must be SID, as far as SQ says",
                    [(int)SourceValidation.BusRange] = "its bus must be in the range in SID",
                    [3] = "reserved",
                },
            },
            new(17, 16, "SQ", "which low bits of the id are ignored")
            {
                Values = new Dictionary<int, string> { [0] = "none", [1] = "bit 2", [2] = "bits 2:1", [3] = "bits 2:0" },
            },
            new(15, 0, "SID", "who may use the entry") { Style = BitStyle.RequesterId },
        ]),
        new(RemappedEntry + ".low", "Table entry (IRTE), bits 63:0", 64,
        [
            new(63, 32, "DST", "the processor, or a set of processors; in xAPIC mode bits 15:8 of the field"),
            new(31, 24, "-", "reserved") { Reserved = true },
            new(23, 16, "V", "the processor's vector"),
            BitField.Flag(15, "IM", "remapped", "posted"),
            new(14, 12, "-", "reserved") { Reserved = true },
            new(11, 8, "AVAIL", "for software"),
            new(7, 5, "DLM", "how the processor takes it") { Values = DeliveryModes },
            BitField.Flag(4, "TM", "edge-triggered", "level-triggered"),
            BitField.Flag(3, "RH", "the destination is one processor", "one processor of the set is enough"),
            BitField.Flag(2, "DM", "the destination is an APIC id", "the destination is a set"),
            BitField.Flag(1, "FPD", "faults are recorded", "faults are not recorded"),
            BitField.Flag(0, "P", "not present: requests end in fault 0x22", "present"),
        ]),
        new(PostedEntry + ".high", "Table entry (IRTE), posted, bits 127:64", 64,
        [
            new(63, 32, "PDA 63:32", "the address of the posted-interrupt descriptor"),
            new(31, 20, "-", "reserved") { Reserved = true },
            new(19, 18, "SVT", "how the requester id is verified"),
            new(17, 16, "SQ", "which low bits of the id are ignored"),
            new(15, 0, "SID", "who may use the entry") { Style = BitStyle.RequesterId },
        ]),
        new(PostedEntry + ".low", "Table entry (IRTE), posted, bits 63:0", 64,
        [
            new(63, 38, "PDA 31:6", "the address of the posted-interrupt descriptor"),
            new(37, 24, "-", "reserved") { Reserved = true },
            new(23, 16, "V", "the guest's vector"),
            BitField.Flag(15, "IM", "remapped", "posted"),
            BitField.Flag(14, "URG", "not urgent", "notifies although notifications are suppressed"),
            new(13, 12, "-", "reserved") { Reserved = true },
            new(11, 8, "AVAIL", "for software"),
            new(7, 2, "-", "reserved") { Reserved = true },
            BitField.Flag(1, "FPD", "faults are recorded", "faults are not recorded"),
            BitField.Flag(0, "P", "not present: requests end in fault 0x22", "present"),
        ]),
        .. AmdBitLayouts.All,
    ];
}

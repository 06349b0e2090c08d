using System.Globalization;
using IrqModel.Tool.Pages.Document;

namespace IrqModel.Tool.Pages.Building;

/// <summary>The layouts of AMD-Vi: the device table entry's part about interrupts, and the table entries in their three forms.</summary>
/// <remarks>
/// AMD I/O Virtualization Technology (IOMMU) Specification, 2.2.2.1 (device table entry) and 2.2.5 (interrupt remapping tables); Linux
/// <c>union irte</c>, <c>struct irte_ga</c>, <c>DTE_INTTABLEN</c>, <c>DEV_ENTRY_*_PASS</c> in <c>drivers/iommu/amd/amd_iommu_types.h</c>.
/// </remarks>
internal static class AmdBitLayouts
{
    /// <summary>Layout of bits 191:128 of a device table entry.</summary>
    public const string Device = "amdDevice";

    /// <summary>Layout of an entry of 128 bits that interrupts the host.</summary>
    public const string Entry = "amd128";

    /// <summary>Layout of an entry of 128 bits in guest mode.</summary>
    public const string GuestEntry = "amdGuest";

    /// <summary>Layout of an entry of 32 bits.</summary>
    public const string NarrowEntry = "amd32";

    private const int LargestTable = 11;
    private const int TableLengths = 16;

    private static readonly IReadOnlyDictionary<int, string> Lengths = Enumerable.Range(0, TableLengths).ToDictionary(
        length => length,
        length => length > LargestTable ? "reserved"
            : $"{(1 << length).ToString(CultureInfo.InvariantCulture)} {(length == 0 ? "entry" : "entries")}");

    private static readonly IReadOnlyDictionary<int, string> Types = new Dictionary<int, string>
    {
        [0] = "fixed",
        [1] = "arbitrated (lowest priority)",
        [2] = "SMI",
        [3] = "NMI",
        [4] = "INIT",
        [5] = "reserved",
        [6] = "ExtInt",
        [7] = "reserved",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BitLayout> All { get; } =
    [
        new(Device, "Device table entry (DTE), bits 191:128", 64,
        [
            Pass(63, "Lint1Pass", "LINT1 interrupts (legacy NMI)"),
            Pass(62, "Lint0Pass", "LINT0 interrupts (legacy PIC)"),
            new(61, 60, "IntCtl", "fixed and arbitrated interrupts")
            {
                Values = new Dictionary<int, string>
                {
                    [0] = "target abort",
                    [1] = "pass unmapped",
                    [2] = "remap through the table",
                    [3] = "reserved",
                },
            },
            new(59, 59, "-", "reserved") { Reserved = true },
            Pass(58, "NMIPass", "NMIs"),
            Pass(57, "EIntPass", "ExtInts"),
            Pass(56, "InitPass", "INITs"),
            new(55, 52, "-", "reserved") { Reserved = true },
            new(51, 6, "IntTabRoot", "bits 51:6 of the address of the table; it is aligned to 128 bytes"),
            BitField.Flag(5, "IG", "refused requests are logged", "refused requests are not logged"),
            new(4, 1, "IntTabLen", "the binary logarithm of the size of the table") { Values = Lengths, Style = BitStyle.Decimal },
            BitField.Flag(0, "IV", "interrupts pass unmapped, whatever follows", "this part of the entry is valid"),
        ]),
        new(Entry + ".high", "Table entry (IRTE), bits 127:64", 64,
        [
            new(63, 56, "Dest 31:24", "the processor or the set of processors, in x2APIC mode only"),
            new(55, 52, "-", "reserved") { Reserved = true },
            new(51, 12, "GARootPtr", "for guest mode; not used here"),
            new(11, 8, "-", "reserved") { Reserved = true },
            new(7, 0, "Vector", "the processor's vector"),
        ]),
        new(Entry + ".low", "Table entry (IRTE), bits 63:0", 64,
        [
            new(63, 32, "GATag", "for guest mode; not used here"),
            new(31, 8, "Dest 23:0", "the processor, or a set of processors; in xAPIC mode its low 8 bits"),
            .. LowByte(BitField.Flag(7, "GuestMode", "interrupts the host", "interrupts a guest")),
        ]),
        new(GuestEntry + ".high", "Table entry (IRTE), guest mode, bits 127:64", 64,
        [
            new(63, 56, "Dest 31:24", "the processor that runs the virtual one"),
            new(55, 52, "-", "reserved") { Reserved = true },
            new(51, 12, "GARootPtr", "bits 51:12 of the address of the guest's virtual APIC page"),
            new(11, 8, "-", "reserved") { Reserved = true },
            new(7, 0, "Vector", "the guest's vector"),
        ]),
        new(GuestEntry + ".low", "Table entry (IRTE), guest mode, bits 63:0", 64,
        [
            new(63, 32, "GATag", "software's name for the virtual processor"),
            new(31, 8, "Dest 23:0", "the processor that runs the virtual one"),
            BitField.Flag(7, "GuestMode", "interrupts the host", "interrupts a guest"),
            BitField.Flag(
                6, "IsRun", "the virtual processor does not run: the interrupt is noted in its page", "the virtual processor runs"),
            new(5, 3, "-", "reserved") { Reserved = true },
            BitField.Flag(2, "GALogIntr", "no log entry is made", "a log entry tells software of an interrupt for one that does not run"),
            .. Enabling(),
        ]),
        new(NarrowEntry + ".low", "Table entry (IRTE), 32 bits", 32,
        [
            new(31, 24, "-", "reserved") { Reserved = true },
            new(23, 16, "Vector", "the processor's vector"),
            new(15, 8, "Destination", "the processor, or a set of processors"),
            .. LowByte(new(7, 7, "-", "reserved in an entry of 32 bits") { Reserved = true }),
        ]),
    ];

    /// <summary>Whether bits 63:0 of an entry of 128 bits say that it is in guest mode.</summary>
    public static bool IsGuestMode(ulong low) => (low & (1UL << 7)) != 0;

    private static IEnumerable<BitField> LowByte(BitField highest) =>
    [
        highest,
        BitField.Flag(6, "DM", "the destination is an APIC id", "the destination is a set"),
        BitField.Flag(5, "RqEoi", "no EOI is asked for", "an EOI is asked for"),
        new(4, 2, "IntType", "how the processor takes it") { Values = Types },
        .. Enabling(),
    ];

    private static IEnumerable<BitField> Enabling() =>
    [
        BitField.Flag(1, "SupIOPF", "faults are logged", "faults are not logged"),
        BitField.Flag(0, "RemapEn", "not enabled: requests are refused", "enabled"),
    ];

    private static BitField Pass(int bit, string name, string what) => BitField.Flag(bit, name, $"{what} are refused", $"{what} pass");
}

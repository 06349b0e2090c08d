using IrqModel.Firmware;

namespace IrqModel.Tool.Checking;

/// <summary>Firmware bugs of an IVRS table that kernels know.</summary>
/// <param name="table">The table.</param>
/// <param name="source">What messages call it.</param>
/// <param name="evidence">What else is shown: the MADT, listings.</param>
/// <remarks>Linux <c>drivers/iommu/amd/init.c</c>: <c>check_ioapic_information()</c>, <c>init_iommu_one()</c>.</remarks>
internal sealed class IvrsCheck(IvrsTable table, string source, Evidence evidence)
{
    private const int OffsetOfBase = 8;
    private const ulong PageMask = 0xFFF;

    // IOAPIC_SB_DEVID.
    private static readonly RequesterId Southbridge = new(0x00A0);

    private readonly List<CheckFinding> findings = [];

    public IEnumerable<CheckFinding> Findings()
    {
        if (!table.ActiveIvhds.Any())
        {
            Add(CheckRules.NoUnit, "no IVHD block, expected at least one IOMMU", 48);
            return findings;
        }

        foreach (var block in table.ActiveIvhds)
        {
            if (block.RegisterBase is 0 or ulong.MaxValue || (block.RegisterBase & PageMask) != 0)
                Add(CheckRules.RegisterBase,
                    $"IVHD register base 0x{block.RegisterBase:x}, expected the address of the IOMMU's registers, a multiple of 4096",
                    block.Offset + OffsetOfBase);
        }

        CheckIoApics();
        CheckOverlaps();
        return findings;
    }

    private void CheckIoApics()
    {
        var named = table.InterruptSources.Where(each => each.Kind == InterruptSourceKind.IoApic).ToArray();
        var madt = evidence.Tables.LastOrDefault(each => each.Madt is not null);
        if (madt?.Madt is not { } interrupts) return;
        foreach (var ioApic in interrupts.IoApics.Where(ioApic => !named.Any(each => each.Id == ioApic.Id)))
        {
            findings.Add(new(CheckRules.IoApicWithoutUnit, $"IOAPIC {ioApic.Id} of the MADT is in no IVHD block of {source}",
                new(madt.Source, ioApic.Offset))
            {
                Consequence = LogCheck.ConsequenceOnAmd,
            });
        }

        foreach (var unknown in named.Where(each => !interrupts.IoApics.Any(ioApic => ioApic.Id == each.Id)))
            Add(CheckRules.IoApicUnknown, $"an entry names IOAPIC {unknown.Id}, which the MADT does not have", unknown.Offset);
        if (interrupts.IoApics.Any() && !named.Any(each => each.Requester == Southbridge))
            Add(CheckRules.NoSouthbridgeIoApic, $"no entry names an IOAPIC at {Southbridge}", table.ActiveIvhds.First().Offset);
    }

    // Only what single entries name: a range of one unit with exceptions for another is normal.
    private void CheckOverlaps()
    {
        var named = new Dictionary<(ushort Segment, RequesterId Device), (RequesterId Unit, int Offset)>();
        foreach (var block in table.ActiveIvhds)
        {
            foreach (var entry in block.Entries.Where(entry =>
                entry.Type is IvhdEntryType.Select or IvhdEntryType.ExtendedSelect or IvhdEntryType.AliasSelect))
            {
                var key = (block.Segment, entry.Device);
                if (named.TryAdd(key, (block.Device, entry.Offset)) || named[key].Unit == block.Device) continue;
                findings.Add(new(
                    CheckRules.IvhdOverlap,
                        $"the IOMMU at {block.Device} names {entry.Device}, and so does the one at {named[key].Unit} (offset 0x{named[key].Offset:X})", new(source, entry.Offset))
                {
                    Function = new Bdf(block.Segment, entry.Device),
                });
            }
        }
    }

    private void Add(CheckRule rule, string message, int offset) => findings.Add(new(rule, message, new(source, offset)));
}

using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>What an interrupt is called at each level of its hierarchy (Linux <c>irq_data.hwirq</c>, <c>irq_data.chip</c>).</summary>
internal static class InterruptLevels
{
    // Linux pci_msi_domain_calc_hwirq(): index, requester id << 11, segment << 27.
    private const int RequesterShift = 11;
    private const int SegmentShift = 27;

    // Linux intel_irq_remapping_alloc(), amd irq_remapping_alloc(): table index of the block, or requester id, << 16, plus the place in the block.
    private const int TableShift = 16;

    public static ImmutableArray<string> ChipsOf(IrqDomain first)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (var domain = first; domain is not null; domain = domain.Parent) names.Add(domain.ChipName);
        return names.ToImmutable();
    }

    public static ImmutableArray<long> NumbersOf(IrqDomain first, Bdf function, int index, int number, int entryIndex, int subhandle)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        for (var domain = first; domain is not null; domain = domain.Parent)
        {
            numbers.Add(domain switch
            {
                PciMsiDomain => (uint)index | ((long)function.RequesterId.Value << RequesterShift) | ((long)function.Segment << SegmentShift),
                PciDeviceMsiDomain => index,
                RemappingDomain { Unit.Architecture: RemappingArchitecture.AmdVi } => ((long)function.RequesterId.Value << TableShift) + subhandle,
                RemappingDomain => ((long)(entryIndex - subhandle) << TableShift) + subhandle,
                _ => number,
            });
        }

        return numbers.ToImmutable();
    }
}

using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>What an interrupt is called at each level of its hierarchy (Linux <c>irq_data.hwirq</c>, <c>irq_data.chip</c>).</summary>
internal static class InterruptLevels
{
    // Linux pci_msi_domain_calc_hwirq(): index, requester id << 11, segment << 27.
    private const int RequesterShift = 11;
    private const int SegmentShift = 27;

    // Linux intel_irq_remapping_alloc(), amd irq_remapping_alloc(): table index, or requester id, << 16.
    private const int TableShift = 16;

    public static ImmutableArray<string> ChipsOf(Interrupt interrupt)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (IrqDomain? domain = interrupt.Domain; domain is not null; domain = domain.Parent) names.Add(domain.ChipName);
        return names.ToImmutable();
    }

    public static ImmutableArray<long> NumbersOf(Interrupt interrupt)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        for (IrqDomain? domain = interrupt.Domain; domain is not null; domain = domain.Parent) numbers.Add(At(domain, interrupt));
        return numbers.ToImmutable();
    }

    private static long At(IrqDomain domain, Interrupt interrupt)
    {
        var address = interrupt.Function.Address;
        return domain switch
        {
            PciMsiDomain => (uint)interrupt.Index | ((long)address.RequesterId.Value << RequesterShift) | ((long)address.Segment << SegmentShift),
            PciDeviceMsiDomain => interrupt.Index,
            RemappingDomain { Unit.Architecture: RemappingArchitecture.AmdVi } => (long)address.RequesterId.Value << TableShift,
            RemappingDomain => (long)interrupt.EntryIndex << TableShift,
            _ => interrupt.Number,
        };
    }
}

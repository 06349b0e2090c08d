using System.Collections.Immutable;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>Which AMD-Vi unit covers a function: IVRS tables name requester ids, so no bridge needs to be known.</summary>
/// <param name="table">The table.</param>
public sealed class AmdCoverage(IvrsTable table)
{
    // Linux counts the definitions of all segments (iommu->index).
    private readonly ImmutableArray<IvhdBlock> units = [.. table.ActiveIvhds.DistinctBy(block => (block.Segment, block.Device))];

    /// <summary>The units, in the order of the table.</summary>
    public ImmutableArray<IvhdBlock> Units => units;

    /// <summary>The unit of a function, VFs included: they have requester ids of their own.</summary>
    public Coverage Of(Bdf address)
    {
        if (table.Covering(address.Segment, address.RequesterId) is not { } found)
        {
            return Coverage.Certain(UnitChoice.None,
                units.Any(unit => unit.Segment == address.Segment && unit.Device == address.RequesterId)
                ? "it is the unit's own function, whose messages are not remapped"
                : "no entry of the IVRS table names its requester id");
        }

        var index = 0;
        while ((units[index].Segment, units[index].Device) != (found.Unit.Segment, found.Unit.Device)) index++;
        return Coverage.Certain(new($"ivhd{index}", index), $"the IVRS entry at 0x{found.Entry.Offset:X} names it");
    }
}

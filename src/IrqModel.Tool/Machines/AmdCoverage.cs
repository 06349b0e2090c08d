using System.Collections.Immutable;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>Which AMD-Vi unit covers a function: IVRS tables name requester ids, so no bridge needs to be known.</summary>
/// <param name="table">The table.</param>
public sealed class AmdCoverage(IvrsTable table)
{
    private readonly ImmutableArray<RequesterId> units = [.. table.ActiveIvhds.Select(block => block.Device).Distinct()];

    /// <summary>The unit of a function, VFs included: they have requester ids of their own.</summary>
    public Coverage Of(Bdf address)
    {
        if (table.Covering(address.Segment, address.RequesterId) is not { } found)
        {
            return Coverage.Certain(UnitChoice.None, units.Contains(address.RequesterId)
                ? "it is the unit's own function, whose messages are not remapped"
                : "no entry of the IVRS table names its requester id");
        }

        var index = units.IndexOf(found.Unit.Device);
        return Coverage.Certain(new($"ivhd{index}", index), $"the IVRS entry at 0x{found.Entry.Offset:X} names it");
    }
}

using System.Collections.Immutable;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>Whether a DMAR table belongs to the machine that listings and logs show.</summary>
/// <param name="Belongs">False if it is certainly, or almost certainly, another machine's.</param>
/// <param name="Notes">What disagrees, each a sentence.</param>
public sealed record TableFit(bool Belongs, ImmutableArray<string> Notes)
{
    /// <summary>Compares.</summary>
    /// <param name="table">The table.</param>
    /// <param name="topology">The functions that are shown.</param>
    /// <param name="isWhole">Whether a listing of all functions is among the inputs.</param>
    /// <param name="evidence">What logs, sysfs and debugfs show of the units.</param>
    public static TableFit Of(DmarTable table, ObservedTopology topology, bool isWhole, Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(evidence);
        var notes = new List<string>();
        var (fitting, wrong, missing) = (0, 0, 0);
        foreach (var unit in DmarCoverage.UnitsOf(table))
        {
            foreach (var scope in unit.Scopes.Where(scope => scope.Type is DmarScopeType.PciEndpoint or DmarScopeType.PciSubHierarchy
                && scope.Path.All(hop => hop.IsValid)))
            {
                switch (Check(unit.Segment, scope, topology, isWhole))
                {
                    case (true, _):
                        fitting++;
                        break;
                    case (false, { } what):
                        wrong += what.IsWrong ? 1 : 0;
                        missing += what.IsWrong ? 0 : 1;
                        notes.Add($"the DMAR table's scope {scope} {what.Text}");
                        break;
                }
            }
        }

        var bases = evidence.Logs.SelectMany(log => log.Units).Where(unit => unit.Vendor == LogVendor.Intel)
            .Select(unit => unit.RegisterBase)
            .Concat(evidence.IommuUnits.Select(unit => unit.RegisterBase)).OfType<ulong>().ToHashSet();
        var foreign = bases.Count > 0 && !table.Drhds.Any(unit => bases.Contains(unit.RegisterBase));
        if (foreign) notes.Add($"the kernel names units at {string.Join(", ", bases.Order().Select(at => $"0x{at:x}"))}, and the DMAR table has none there");
        return new(!foreign && (fitting > 0 || (wrong == 0 && missing < 2)), [.. notes]);
    }

    private static (bool Fits, (bool IsWrong, string Text)? What) Check(int segment, DmarScope scope, ObservedTopology topology,
        bool isWhole)
    {
        var bus = scope.StartBus;
        for (var index = 0; index < scope.Path.Length; index++)
        {
            var address = new Bdf(segment, bus, scope.Path[index].Device, scope.Path[index].Function);
            var isLast = index == scope.Path.Length - 1;
            if (topology.Find(address) is not { } function)
                return isWhole && topology.Functions.Any(other => other.Address.Segment == segment)
                    ? (false, (false, $"names {address}, which the listing does not have")) : (false, null);
            if (isLast && scope.Type == DmarScopeType.PciEndpoint) return (true, null);
            if (function.IsBridge == false)
                return (false, (true, isLast
                    ? $"names {address} as a bridge, which it is not" : $"goes on behind {address}, which is no bridge"));
            if (isLast) return (true, null);
            if (function.Buses is not { } buses) return (false, null);
            bus = buses.Secondary;
        }

        return (false, null);
    }
}

using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>
/// Which unit covers which function, as a running kernel shows it: the link <c>iommu</c> of the function in sysfs, or the function's entry
/// for DMA in debugfs. The names are those of the kernel.
/// </summary>
public sealed class ShownUnits
{
    private readonly Dictionary<ulong, string> names = [];
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly Dictionary<RequesterId, IommuUnit> byRequester = [];

    private ShownUnits()
    {
    }

    /// <summary>Nothing is shown.</summary>
    public static ShownUnits None { get; } = new();

    /// <summary>Reads what inputs show.</summary>
    /// <param name="evidence">The inputs.</param>
    /// <param name="dmar">The table, whose units are named by their registers; null where there is none.</param>
    public static ShownUnits Of(Evidence evidence, DmarTable? dmar)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var shown = new ShownUnits();
        if (dmar is not null)
        {
            var units = DmarCoverage.UnitsOf(dmar);
            for (var index = 0; index < units.Length; index++) shown.names[units[index].RegisterBase] = $"dmar{index}";
        }

        // debugfs does not say the segment.
        var hasOneSegment = evidence.Listings.All(
            listing => listing.Functions.All(function => function.Address.Segment is 0 or >= ObservedMachine.FirstVmdSegment));
        foreach (var unit in evidence.IommuUnits)
        {
            if (unit.RegisterBase is { } registers && shown.names.TryGetValue(registers, out var name)) shown.renamed[unit.Name] = name;
            foreach (var requester in hasOneSegment ? unit.Requesters : []) shown.byRequester.TryAdd(requester, unit);
        }

        return shown;
    }

    /// <summary>The unit of a function, and what shows it; null if nothing does.</summary>
    public (string Name, string Because)? Of(ObservedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.IommuUnit is { } link) return (NameOf(link), $"sysfs links it to {link}");
        return function.Address.Segment == 0 && byRequester.TryGetValue(function.Address.RequesterId, out var unit)
            ? (NameOf(unit.Name), $"debugfs shows that {unit.Name} has an entry for it ({unit.Source})") : null;
    }

    private string NameOf(string kernelName) => renamed.GetValueOrDefault(kernelName, kernelName);
}

using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Importing;

/// <summary>Describes the remapping units that the tables of a machine define.</summary>
internal sealed class UnitImporter(Evidence evidence, ObservedMachine observed, List<string> notes)
{
    public ImmutableArray<DescribedUnit> Units(IEnumerable<int> segments)
    {
        if (observed.Dmar is { } dmar) return [.. OfDmar(dmar, SourceOf(dmar))];
        var ivrs = evidence.Tables.Select(table => table.Content).OfType<IvrsTable>().LastOrDefault(table => table.ActiveIvhds.Any());
        if (ivrs is not null && observed.Platform is not { IsKnown: true, Value: not Platform.Amd })
            return [.. OfIvrs(ivrs, SourceOf(ivrs), [.. segments])];
        if (evidence.Tables.Any(table => table.Iort is not null)) notes.Add(
            "an Arm machine (IORT): its SMMUs and its ITS are not modelled, so the machine has no units");
        else if (ivrs is null) notes.Add("no table defines a remapping unit, so the machine has none");
        return [];
    }

    private IEnumerable<DescribedUnit> OfDmar(DmarTable table, string source)
    {
        foreach (var (unit, index) in DmarCoverage.UnitsOf(table).Select((unit, index) => (unit, index)))
        {
            yield return new($"dmar{index}", unit.RegisterBase)
            {
                Segment = unit.Segment,
                IsCatchAll = unit.IncludePciAll,
                Scopes = [.. unit.Scopes.Where(IsUsable).Select(scope => Describe(scope, source))],
                From = $"{source} offset 0x{unit.Offset:X}",
            };
            foreach (var scope in unit.Scopes.Where(scope => !IsUsable(scope)))
                notes.Add($"{source} offset 0x{scope.Offset:X}: a device scope of type {(byte)scope.Type} with {scope.Path.Length} hops, which leads nowhere: left out");
        }

        foreach (var repeated in table.Drhds.Where(unit =>
            table.Drhds.First(first => (first.Segment, first.RegisterBase) == (unit.Segment, unit.RegisterBase)) != unit))
            notes.Add($"{source} offset 0x{repeated.Offset:X}: a second DRHD of the unit at 0x{repeated.RegisterBase:X}: left out, as Linux does");
    }

    private static bool IsUsable(DmarScope scope) => Enum.IsDefined(scope.Type) && !scope.Path.IsEmpty;

    private static DescribedScope Describe(DmarScope scope, string source) => new(
        (DeviceScopeKind)scope.Type, scope.StartBus, [.. scope.Path.Select(hop => $"{hop.Device:x2}.{hop.Function:x}")])
    {
        EnumerationId = scope.EnumerationId,
        From = $"{source} offset 0x{scope.Offset:X}",
    };

    // A unit of the model covers all of a segment; of several the first stands for all.
    private IEnumerable<DescribedUnit> OfIvrs(IvrsTable table, string source, ImmutableArray<int> segments)
    {
        var index = 0;
        foreach (var segment in table.ActiveIvhds.GroupBy(block => block.Segment))
        {
            var first = segment.First();
            var units = segment.Select(block => block.Device).Distinct().Count();
            if (units > 1) notes.Add(
                $"{source} offset 0x{first.Offset:X}: segment {segment.Key:x4} has {units} IOMMUs; the one at {first.Device} stands for all");
            var own = new Bdf(segment.Key, first.Device);
            var isThere = observed.Topology.Find(own) is { DoesNotAnswer: false };
            if (!segments.Contains(segment.Key))
            {
                notes.Add($"{source} offset 0x{first.Offset:X}: an IOMMU for segment {segment.Key:x4}, of which no function is shown: left out");
                continue;
            }

            yield return new($"ivhd{index++}", first.RegisterBase)
            {
                Architecture = RemappingArchitecture.AmdVi,
                Segment = segment.Key,
                IsCatchAll = true,
                OwnFunction = isThere ? own : null,
                From = $"{source} offset 0x{first.Offset:X}",
            };
        }
    }

    private string SourceOf(DescriptionTable content) => evidence.Tables.First(table => ReferenceEquals(table.Content, content)).Source;
}

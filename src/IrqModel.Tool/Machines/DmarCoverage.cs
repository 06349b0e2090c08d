using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;

namespace IrqModel.Tool.Machines;

/// <summary>
/// Which VT-d unit covers a function, decided from the scopes of a DMAR table and the bridges that are shown. A scope that may lead to the
/// function through bridges that are not shown keeps the answer open: no catch-all unit is claimed over it.
/// </summary>
/// <remarks>
/// Precedence as in Linux <c>dmar_find_matched_drhd_unit()</c>: units that name functions, the last of the table first; then the
/// catch-all.
/// </remarks>
public sealed class DmarCoverage
{
    private readonly ObservedTopology topology;
    private readonly ImmutableArray<Drhd> units;

    /// <summary>Coverage by the units of a table.</summary>
    public DmarCoverage(DmarTable table, ObservedTopology topology)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(topology);
        this.topology = topology;
        units = UnitsOf(table);
    }

    /// <summary>How surely a scope leads to a function.</summary>
    private enum Match
    {
        No,
        Possible,
        Yes,
    }

    /// <summary>The units of a table that software sees: a second record with the same registers is the same unit.</summary>
    /// <remarks>Linux <c>dmar_parse_one_drhd()</c>.</remarks>
    public static ImmutableArray<Drhd> UnitsOf(DmarTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Drhds.DistinctBy(unit => (unit.Segment, unit.RegisterBase))];
    }

    /// <summary>The unit that covers a function that is no VF.</summary>
    /// <param name="address">The function.</param>
    public Coverage Of(Bdf address) => Decide(address.Segment, Place.Of(address, topology));

    /// <summary>The unit that covers a function of which only the bus is known: the PF of VFs, where the PF is not shown.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="bus">The bus.</param>
    public Coverage OfSomeFunctionOn(int segment, byte bus) => Decide(segment, Place.SomewhereOn(segment, bus, topology));

    private Coverage Decide(int segment, Place place)
    {
        var possible = new List<(UnitChoice Unit, DmarScope Scope)>();
        var isDecided = false;
        for (var index = units.Length - 1; index >= 0 && !isDecided; index--)
        {
            if (units[index].IncludePciAll || units[index].Segment != segment) continue;
            var (match, scope) = Best(units[index], place);
            if (match == Match.No) continue;
            possible.Add((new($"dmar{index}", index), scope!));
            isDecided = match == Match.Yes;
        }

        if (isDecided && possible.Count == 1)
            return Coverage.Certain(possible[0].Unit, Because(possible[0].Unit, possible[0].Scope, place));
        var (rest, because) = Rest(segment);
        if (possible.Count == 0) return Coverage.Certain(rest, because);
        var scopes = string.Join(" and ", possible.Select(candidate => $"{candidate.Unit}'s {Words(candidate.Scope)}"));
        return new(
            [.. possible.Select(candidate => candidate.Unit), .. isDecided ? Array.Empty<UnitChoice>() : [rest]],
            Answer.Unknown<UnitChoice>(
                place.IsOpen ? $"the bridges above bus {segment:x4}:{place.Top:x2} are not shown, and {scopes} may lead there"
                    : $"its PF is not shown, and {scopes} may name that",
                "sudo lspci -vvv (all functions)"));
    }

    private (UnitChoice Unit, string Because) Rest(int segment)
    {
        for (var index = 0; index < units.Length; index++)
        {
            if (units[index].IncludePciAll && units[index].Segment == segment)
                return (new($"dmar{index}", index), "catch-all: no scope of another unit names it or a bridge above it");
        }

        return (UnitChoice.None, $"no scope names it and segment {segment:x4} has no catch-all unit");
    }

    private (Match, DmarScope?) Best(Drhd unit, Place place)
    {
        var (best, found) = (Match.No, (DmarScope?)null);
        foreach (var scope in unit.Scopes)
        {
            if (scope.Type is not (DmarScopeType.PciEndpoint or DmarScopeType.PciSubHierarchy) || scope.Path.IsEmpty) continue;
            var match = MatchOf(unit.Segment, scope, place);
            if (match <= best) continue;
            (best, found) = (match, scope);
            if (best == Match.Yes) break;
        }

        return (best, found);
    }

    private Match MatchOf(int segment, DmarScope scope, Place place)
    {
        var best = Match.No;
        for (var node = 0; node < place.Hops.Length && best != Match.Yes; node++)
        {
            // A scope of a bridge names no PF, whichever device it is.
            var isNamable = node > 0 ? scope.Type == DmarScopeType.PciSubHierarchy : scope.Type == DmarScopeType.PciEndpoint
                || place.Hops[0].Device is not null;
            if (isNamable && !IsOfWrongType(segment, scope, place.Hops[node])) best = Max(best, MatchHops(segment, scope, place, node));
        }

        return best != Match.Yes && place.IsOpen && scope.Type == DmarScopeType.PciSubHierarchy
            ? Max(best, MatchRange(segment, scope, place)) : best;
    }

    // Linux warns of it ("Device scope type does not match") and does not take the function into the unit's scope.
    private bool IsOfWrongType(int segment, DmarScope scope, (byte Bus, byte? Device, byte Function) hop) =>
        hop.Device is { } device && topology.Find(new Bdf(segment, hop.Bus, device, hop.Function)) is { } named && ScopeType.IsWrong(scope, named);

    // The hops that are shown must be the last ones of the scope's path; those before them may be what is not shown.
    private Match MatchHops(int segment, DmarScope scope, Place place, int node)
    {
        var shown = place.Hops.Length - node;
        var exact = true;
        for (var step = 0; step < Math.Min(shown, scope.Path.Length); step++)
        {
            var (hop, wanted) = (place.Hops[node + step], scope.Path[scope.Path.Length - 1 - step]);
            if (hop.Device is null) exact = false;
            else if (hop.Device != wanted.Device || hop.Function != wanted.Function) return Match.No;
        }

        if (scope.Path.Length <= shown)
            return place.Hops[node + scope.Path.Length - 1].Bus != scope.StartBus ? Match.No : exact ? Match.Yes : Match.Possible;
        return place.IsOpen && MayLeadTo(segment, scope.StartBus, scope.Path[..(scope.Path.Length - shown)], place.Top)
            ? Match.Possible : Match.No;
    }

    // A bridge that is shown, above what is not shown: its range of buses says whether the function is below it.
    private Match MatchRange(int segment, DmarScope scope, Place place)
    {
        var bus = scope.StartBus;
        foreach (var hop in scope.Path)
        {
            if (topology.Find(new Bdf(segment, bus, hop.Device & 31, hop.Function & 7)) is not { } function || !hop.IsValid)
                return hop.IsValid ? Match.Possible : Match.No;
            if (function.IsBridge == false) return Match.No;
            if (function.Buses is not { } buses) return Match.Possible;
            if (place.Top < buses.Secondary || place.Top > buses.Subordinate) return Match.No;
            bus = buses.Secondary;
        }

        return Match.Yes;
    }

    private bool MayLeadTo(int segment, byte bus, ImmutableArray<DmarScopeHop> bridges, byte target)
    {
        foreach (var hop in bridges)
        {
            if (!hop.IsValid) return false;
            if (topology.Find(new Bdf(segment, bus, hop.Device, hop.Function)) is not { } function) return true;
            if (function.IsBridge == false) return false;
            if (function.Buses is not { } buses) return true;
            if (target < buses.Secondary || target > buses.Subordinate) return false;
            bus = buses.Secondary;
        }

        return bus == target;
    }

    private static Match Max(Match left, Match right) => left > right ? left : right;

    private static string Because(UnitChoice unit, DmarScope scope, Place place)
    {
        var names = scope.Path[^1] is var last && place.Hops[0].Device == last.Device && place.Hops[0].Function == last.Function
            && scope.Path.Length <= place.Hops.Length && place.Hops[scope.Path.Length - 1].Bus == scope.StartBus;
        return names ? $"{unit}'s {Words(scope)} names it" : $"below {unit}'s {Words(scope)}";
    }

    private static string Words(DmarScope scope) =>
        $"{(scope.Type == DmarScopeType.PciSubHierarchy ? "bridge" : "endpoint")} scope {scope.StartBus:x2}:{string.Join('/', scope.Path)}";

    /// <summary>A function and the bridges above it that are shown, from the function up.</summary>
    private sealed record Place(ImmutableArray<(byte Bus, byte? Device, byte Function)> Hops, byte Top, bool IsOpen)
    {
        public static Place Of(Bdf address, ObservedTopology topology) =>
            At(address.Segment, (address.Bus, address.Device, address.Function), topology);

        public static Place SomewhereOn(int segment, byte bus, ObservedTopology topology) => At(segment, (bus, null, 0), topology);

        private static Place At(int segment, (byte Bus, byte? Device, byte Function) first, ObservedTopology topology)
        {
            var (bridges, top) = topology.PathAbove(segment, first.Bus);
            return new(
                [first, .. bridges.Select(bridge => (bridge.Address.Bus, (byte?)bridge.Address.Device, bridge.Address.Function))],
                top, !topology.IsRoot(segment, top));
        }
    }
}

using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Topology;

/// <summary>Which unit's scopes name a function, as far as the description says.</summary>
internal static class Coverage
{
    // DeviceScopeKind; the VT-d specification's numbers.
    private const int EndpointScope = 1;
    private const int BridgeScope = 2;
    private const int IoApicScope = 3;

    /// <summary>Whether a unit covers a function.</summary>
    public static Tri Covers(UnitPart unit, FunctionPart function)
    {
        if (SenderOf(function) is not { } sender) return Tri.Unknown;
        if (!unit.IsCatchAll) return Any(unit, scope => Names(unit, scope, sender));
        if (unit.IsOwnUnknown || unit.Segment is null || sender.Bus.Segment is null) return Tri.Unknown;
        return unit.Segment == sender.Bus.Segment && unit.Own != sender ? Tri.True : Tri.False;
    }

    /// <summary>Whether a unit has an IOAPIC in its scope.</summary>
    public static Tri Covers(UnitPart unit, IoApicPart ioApic) => Any(unit, scope => Names(scope, ioApic));

    /// <summary>The function as which requests leave: itself, or the one that its root bus hides behind; <see langword="null"/> if that is unknown.</summary>
    public static FunctionPart? SenderOf(FunctionPart function)
    {
        var bus = function.Bus;
        while (bus.Bridge is { } bridge) bus = bridge.Bus;
        return bus.IsAboveUnknown ? null : bus.Controller ?? function;
    }

    /// <summary>Whether a scope of a unit names a function, or a bridge above it.</summary>
    private static Tri Names(UnitPart unit, object? scope, FunctionPart function)
    {
        var result = Tri.False;
        for (FunctionPart? current = function; current is not null; current = current.Bus.Bridge)
        {
            var names = Names(unit, scope, function, current);
            if (names == Tri.True) return Tri.True;
            if (names == Tri.Unknown) result = Tri.Unknown;
        }

        return result;
    }

    /// <summary>The scope of a unit that names a function or else the nearest bridge above it, if that is certain.</summary>
    public static Description? ScopeOf(UnitPart unit, FunctionPart function)
    {
        for (FunctionPart? current = function; current is not null; current = current.Bus.Bridge)
        {
            foreach (var (description, scope) in unit.Scopes)
            {
                var names = Names(unit, scope, function, current);
                if (names == Tri.True) return description;
                if (names == Tri.Unknown) return null;
            }
        }

        return null;
    }

    // A scope that names a bridge reaches what is below it; any other only what it names.
    private static Tri Names(UnitPart unit, object? scope, FunctionPart function, FunctionPart current)
    {
        if (scope is ScopeValue { Of: { } of }) scope = of;
        switch (scope)
        {
            case IoApicPart:
                return Tri.False;
            case FunctionPart named:
                return named == current ? IsOnSegmentOf(unit, function) : Tri.False;
            case ScopeValue { Kind: { } kind, StartBus: { } start, Path: { } path }:
                if (kind != BridgeScope && (kind != EndpointScope || current != function)) return Tri.False;
                return IsOnSegmentOf(unit, function) is var isThere && isThere == Tri.True ? LeadsTo(start, path, current) : isThere;
            default:
                return Tri.Unknown;
        }
    }

    private static Tri IsOnSegmentOf(UnitPart unit, FunctionPart function) =>
        unit.Segment is null || function.Bus.Segment is null ? Tri.Unknown : unit.Segment == function.Bus.Segment ? Tri.True : Tri.False;

    private static Tri LeadsTo(int start, List<int> path, FunctionPart function)
    {
        var result = Tri.True;
        FunctionPart? current = function;
        for (var hop = path.Count - 1; hop >= 0; hop--)
        {
            if (current is null) return Tri.False;
            if (current.DeviceFunction is not { } place) result = Tri.Unknown;
            else if (place != path[hop]) return Tri.False;
            if (hop > 0)
            {
                current = current.Bus.Bridge;
                continue;
            }

            if (current.Bus.Number is not { } number) return Tri.Unknown;
            return number == start ? result : Tri.False;
        }

        return result;
    }

    private static Tri Names(object? scope, IoApicPart ioApic)
    {
        if (scope is ScopeValue { Of: { } of }) scope = of;
        return scope switch
        {
            FunctionPart => Tri.False,
            IoApicPart named => named == ioApic ? Tri.True : ioApic.Id is null || named.Id is null || named.Id == ioApic.Id ? Tri.Unknown : Tri.False,
            ScopeValue { Kind: { } kind } when kind != IoApicScope => Tri.False,
            ScopeValue { Kind: IoApicScope, EnumerationId: { } id } when ioApic.Id is { } own => id == own ? Tri.True : Tri.False,
            _ => Tri.Unknown,
        };
    }

    private static Tri Any(UnitPart unit, Func<object?, Tri> names)
    {
        var result = Tri.False;
        foreach (var (_, covered) in unit.Scopes)
        {
            var named = names(covered);
            if (named == Tri.True) return Tri.True;
            if (named == Tri.Unknown) result = Tri.Unknown;
        }

        return result;
    }
}

using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>
/// The functions that are shown and how their buses hang together. A bus is known to hang from a bridge, known to be a root bus, or open:
/// a bridge that is not shown may lead to it.
/// </summary>
public sealed class ObservedTopology
{
    private readonly Dictionary<Bdf, ObservedFunction> byAddress = [];
    private readonly ObservedFunction[] functions;
    private readonly Dictionary<(int Segment, byte Bus), ObservedFunction> bridges = [];
    private readonly ILookup<int, ObservedFunction> bridgesOfSegment;
    private readonly Dictionary<(int Segment, byte Bus), string> roots = [];

    /// <summary>A topology.</summary>
    /// <param name="shown">The functions. Of two at one address the first counts.</param>
    /// <param name="rootBuses">Buses that something else shows to be root buses, with what shows it.</param>
    public ObservedTopology(IEnumerable<ObservedFunction> shown, IEnumerable<((int Segment, byte Bus) Bus, string Because)> rootBuses)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(rootBuses);
        foreach (var function in shown) byAddress.TryAdd(function.Address, function);
        functions = [.. byAddress.Values.OrderBy(function => function.Address)];
        foreach (var function in functions)
        {
            // Firmware and Linux number the buses below a bridge above its own, so there is no circle.
            if (function is { IsBridge: true, Buses: { } buses } && buses.Secondary > function.Address.Bus)
                bridges.TryAdd((function.Address.Segment, buses.Secondary), function);
            if (function.Port is PciePortType.RootPort or PciePortType.RootComplexIntegratedEndpoint or PciePortType.RootComplexEventCollector)
                roots.TryAdd((function.Address.Segment, function.Address.Bus),
                    $"{function.Address} is a {Words(function.Port.Value)}, which is on a root bus");
        }

        bridgesOfSegment = bridges.Values.ToLookup(bridge => bridge.Address.Segment);
        foreach (var (bus, because) in rootBuses) roots.TryAdd(bus, because);
    }

    /// <summary>The functions, by address.</summary>
    public IReadOnlyCollection<ObservedFunction> Functions => functions;

    /// <summary>The function at an address, or null.</summary>
    public ObservedFunction? Find(Bdf address) => byAddress.GetValueOrDefault(address);

    /// <summary>The bridge that leads to a bus, if it is shown.</summary>
    public ObservedFunction? BridgeTo(int segment, byte bus) => bridges.GetValueOrDefault((segment, bus));

    /// <summary>Whether nothing that is not shown can be above a bus: it is a root bus.</summary>
    public bool IsRoot(int segment, byte bus) => bus == 0 || roots.ContainsKey((segment, bus));

    /// <summary>The bridges shown whose range of buses holds a bus.</summary>
    public IEnumerable<ObservedFunction> BridgesAround(int segment, byte bus) =>
        bridgesOfSegment[segment].Where(bridge => bridge.Buses!.Value.Secondary <= bus && bus <= bridge.Buses.Value.Subordinate);

    /// <summary>The bridges above a bus, from the nearest up, as far as they are shown, and the bus on which that ends.</summary>
    public (IReadOnlyList<ObservedFunction> Bridges, byte Top) PathAbove(int segment, byte bus)
    {
        var path = new List<ObservedFunction>();
        while (BridgeTo(segment, bus) is { } bridge)
        {
            path.Add(bridge);
            bus = bridge.Address.Bus;
        }

        return (path, bus);
    }

    private static string Words(PciePortType port) => port switch
    {
        PciePortType.RootPort => "root port",
        PciePortType.RootComplexIntegratedEndpoint => "root complex integrated endpoint",
        _ => "root complex event collector",
    };
}

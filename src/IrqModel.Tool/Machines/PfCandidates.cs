namespace IrqModel.Tool.Machines;

/// <summary>
/// Functions that may be the PF of VFs. Whether one may have a VF on another bus follows from the two buses alone, so a machine of tens of
/// thousands of functions is looked through bus by bus.
/// </summary>
internal sealed class PfCandidates
{
    private readonly ILookup<int, OnBus> bySegment;

    /// <summary>Sorts functions by bus.</summary>
    /// <param name="functions">The functions, by address.</param>
    /// <param name="topology">The bridges, which tell how far VFs of a PF may reach.</param>
    public PfCandidates(IEnumerable<ObservedFunction> functions, ObservedTopology topology) =>
        bySegment = functions.GroupBy(function => (function.Address.Segment, function.Address.Bus))
            .ToLookup(bus => bus.Key.Segment,
                bus => new OnBus(bus.Key.Bus, LastBusOfVfs(topology, bus.Key.Segment, bus.Key.Bus), [.. bus]));

    /// <summary>
    /// The last bus on which VFs of a PF may be: their bus is that of the PF, or one that the bridge above the PF routes.
    /// </summary>
    /// <param name="topology">The bridges.</param>
    /// <param name="segment">The segment of the PF.</param>
    /// <param name="bus">The bus of the PF.</param>
    public static byte LastBusOfVfs(ObservedTopology topology, int segment, byte bus) =>
        topology.BridgeTo(segment, bus) is { Buses: { } buses } ? Math.Max(bus, buses.Subordinate) : byte.MaxValue;

    /// <summary>Those that may be the PF of a VF, by address.</summary>
    /// <param name="vf">The VF.</param>
    public IEnumerable<ObservedFunction> Of(Bdf vf)
    {
        foreach (var group in bySegment[vf.Segment])
        {
            if (!group.MayHaveVfOn(vf.Bus)) continue;
            foreach (var function in group.Functions)
            {
                if (function.Address < vf) yield return function;
            }
        }
    }

    /// <summary>How many may be the PF of a VF.</summary>
    /// <param name="vf">The VF.</param>
    public int Count(Bdf vf)
    {
        var count = 0;
        foreach (var group in bySegment[vf.Segment])
        {
            if (!group.MayHaveVfOn(vf.Bus)) continue;
            count += group.Bus < vf.Bus ? group.Functions.Length : group.Functions.Count(function => function.Address < vf);
        }

        return count;
    }

    private readonly record struct OnBus(byte Bus, byte LastBusOfVfs, ObservedFunction[] Functions)
    {
        public bool MayHaveVfOn(byte bus) => Bus <= bus && bus <= LastBusOfVfs;
    }
}

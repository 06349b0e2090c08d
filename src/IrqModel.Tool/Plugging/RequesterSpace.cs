using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Plugging;

/// <summary>The requester ids of a machine: which are taken, and where the VFs of a function can go.</summary>
public sealed class RequesterSpace
{
    private const int UsualOffset = 0x80;
    private const int UsualStride = 2;
    private const int UsualVirtualFunctions = 8;
    private const int IdsOfBus = 0x100;

    private readonly HashSet<Bdf> taken;
    private readonly HashSet<(int Segment, byte Bus)> buses;
    private readonly Dictionary<(int Segment, byte Bus), byte> lastBuses = [];

    /// <summary>The space of a machine: its functions, and what its IOAPICs and HPETs call themselves.</summary>
    /// <param name="topology">The functions.</param>
    /// <param name="sources">Other ids that are taken.</param>
    public RequesterSpace(ObservedTopology topology, IEnumerable<Bdf> sources)
    {
        ArgumentNullException.ThrowIfNull(topology);
        taken = [.. topology.Functions.Select(function => function.Address), .. sources];
        buses = [.. topology.Functions.Select(function => (function.Address.Segment, function.Address.Bus))];
        foreach (var bridge in topology.Functions.Where(function => function.Buses is not null))
        {
            var behind = (bridge.Address.Segment, bridge.Buses!.Value.Secondary);
            if (topology.BridgeTo(behind.Segment, behind.Secondary) != bridge) continue;
            buses.Add(behind);
            lastBuses[behind] = Math.Max(bridge.Buses.Value.Secondary, bridge.Buses.Value.Subordinate);
        }
    }

    /// <summary>The buses that there are, in order.</summary>
    public IEnumerable<(int Segment, byte Bus)> Buses => buses.Order();

    /// <summary>Whether a bus is below a bridge.</summary>
    public bool IsBelowBridge((int Segment, byte Bus) bus) => lastBuses.ContainsKey(bus);

    /// <summary>Whether no function of the device is taken.</summary>
    public bool IsFreeSlot(Bdf address)
    {
        for (var function = 0; function < 8; function++)
        {
            if (taken.Contains(new Bdf(address.Segment, address.Bus, address.Device, function))) return false;
        }

        return true;
    }

    /// <summary>Why a function cannot have so many VFs; null if it can.</summary>
    public string? Obstacle(Bdf physical, SriovCapability sriov, int count)
    {
        ArgumentNullException.ThrowIfNull(sriov);
        if (count > sriov.TotalVfs) return $"its TotalVFs is {sriov.TotalVfs}";
        var last = lastBuses.GetValueOrDefault((physical.Segment, physical.Bus), byte.MaxValue);
        for (var index = 0; index < count; index++)
        {
            var id = physical.RequesterId.Value + sriov.FirstVfOffset + (index * sriov.VfStride);
            if (id >> 8 > last) return $"VF {index} would be beyond bus {last:x2}, the last one routed to it";
            var address = new Bdf(physical.Segment, new RequesterId((ushort)id));
            if (taken.Contains(address)) return $"VF {index} would be at {address}, which is taken";
        }

        return null;
    }

    /// <summary>
    /// An SR-IOV capability that gives so many VFs free addresses: with the usual offset and stride if they fit, on the function's own bus
    /// if
    /// they fit there, else on bus numbers that nothing uses. Null if there is none.
    /// </summary>
    public SriovCapability? Invent(Bdf physical, int count)
    {
        var total = Math.Max(count, UsualVirtualFunctions);
        var ownBus = Enumerable.Range(1, IdsOfBus - 1).Prepend(UsualOffset);
        var otherBuses = Enumerable.Range(physical.Bus + 1, byte.MaxValue - physical.Bus)
            .Select(bus => (bus << 8) - physical.RequesterId.Value);
        return Invent(physical, count, total, ownBus, staysOnBus: true) ?? Invent(physical, count, total, otherBuses, staysOnBus: false);
    }

    private SriovCapability? Invent(Bdf physical, int count, int total, IEnumerable<int> offsets, bool staysOnBus)
    {
        foreach (var stride in (int[])[UsualStride, 1])
        {
            foreach (var offset in offsets)
            {
                var lastId = physical.RequesterId.Value + offset + (Math.Max(0, count - 1) * stride);
                if (lastId > ushort.MaxValue || (staysOnBus && lastId >> 8 != physical.Bus)) continue;
                var sriov = new SriovCapability(total, offset, stride);
                if (Obstacle(physical, sriov, count) is null && (staysOnBus || !UsesBus(physical, sriov, count))) return sriov;
            }
        }

        return null;
    }

    private bool UsesBus(Bdf physical, SriovCapability sriov, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var bus = (byte)((physical.RequesterId.Value + sriov.FirstVfOffset + (index * sriov.VfStride)) >> 8);
            if (bus != physical.Bus && buses.Contains((physical.Segment, bus))) return true;
        }

        return false;
    }
}

using IrqModel.Firmware;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Plugging;

/// <summary>Finds a place for a NIC that is asked for, and for its VFs.</summary>
public sealed class NicPlanner
{
    /// <summary>More VFs than any hardware has today.</summary>
    public const int MostVirtualFunctions = 4096;

    private const int DefaultVirtualFunctions = 2;
    private const int NicVectors = 5;

    private readonly ObservedTopology topology;
    private readonly RequesterSpace space;

    private NicPlanner(ObservedTopology topology, DmarTable? table)
    {
        this.topology = topology;
        space = new RequesterSpace(topology, table?.InterruptSources.Select(source => new Bdf(source.Segment, source.Requester)) ?? []);
    }

    /// <summary>Plans the NIC that is asked for.</summary>
    /// <exception cref="InputException">It is not possible on this machine.</exception>
    public static NicPlan Plan(ObservedMachine machine, NicRequest request)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(request);
        if (request.VirtualFunctions is < 0 or > MostVirtualFunctions)
            throw new InputException($"--vfs {request.VirtualFunctions}: expected 0 to {MostVirtualFunctions}.");
        var planner = new NicPlanner(machine.Topology, machine.Dmar);
        if (request.Address is not { } address) return planner.InFreeSlot(request.VirtualFunctions ?? DefaultVirtualFunctions);
        if (planner.topology.Find(address) is not { } existing)
            return planner.Added(address, request.VirtualFunctions ?? DefaultVirtualFunctions, "--plug names a free address");
        if (machine.VirtualFunctions.IsVirtual(existing) is { IsKnown: true, Value: true })
            throw new InputException($"--plug {address}: is a VF; name its PF.");
        if (existing.IsBridge == true) throw new InputException($"--plug {address}: is a bridge, and a bridge has no VFs.");
        return planner.WithMore(existing, request.VirtualFunctions);
    }

    private NicPlan WithMore(ObservedFunction existing, int? wanted)
    {
        if (existing is not { Sriov: Presence.Present, TotalVfs: { } total and > 0, VfLayout: { } layout })
        {
            var given = wanted ?? DefaultVirtualFunctions;
            var invented = space.Invent(existing.Address, given) ?? throw NoRoom(existing.Address, given);
            return new(WithVfs(existing, invented, given), "a function that is there; it is given an SR-IOV capability");
        }

        var count = wanted ?? Math.Min(DefaultVirtualFunctions, total);
        var sriov = new SriovCapability(total, layout.FirstVfOffset, layout.VfStride);
        return space.Obstacle(existing.Address, sriov, count) is { } obstacle
            ? throw new InputException($"{existing.Address} cannot have {count} VFs: {obstacle}.")
            : new(WithVfs(existing, sriov, count), "a function that is there, with its own SR-IOV capability");
    }

    private NicPlan Added(Bdf address, int count, string why)
    {
        if (!space.Buses.Contains((address.Segment, address.Bus)))
        {
            var buses = string.Join(", ", space.Buses.Select(bus => $"{bus.Segment:x4}:{bus.Bus:x2}"));
            throw new InputException($"--plug {address}: there is no bus {address.Segment:x4}:{address.Bus:x2}; there are {buses}.");
        }

        var sriov = space.Invent(address, count) ?? throw NoRoom(address, count);
        var nic = new ObservedFunction(address)
        {
            Name = "NIC with SR-IOV, added by --plug",
            ClassCode = 0x020000,
            Msix = Presence.Present,
            MsixEntries = NicVectors,
            IsPlugged = true,
        };
        return new(WithVfs(nic, sriov, count), $"added by --plug: {why}");
    }

    private NicPlan InFreeSlot(int count)
    {
        foreach (var (segment, bus) in space.Buses.Where(bus => !space.IsBelowBridge(bus) && bus.Segment < ObservedMachine.FirstVmdSegment))
        {
            for (var device = 1; device < 32; device++)
            {
                var address = new Bdf(segment, bus, device, 0);
                if (space.IsFreeSlot(address) && space.Invent(address, count) is not null)
                    return Added(address, count, "the first free slot of a root bus");
            }
        }

        throw new InputException($"there is no free slot on a root bus from which {count} VFs find free addresses; name a place with --plug, or fewer --vfs.");
    }

    private static ObservedFunction WithVfs(ObservedFunction function, SriovCapability sriov, int count) => function with
    {
        Sriov = Presence.Present,
        TotalVfs = sriov.TotalVfs,
        NumVfs = count,
        VfLayout = new(sriov.FirstVfOffset, sriov.VfStride),
        VfEnable = count > 0,
        IsPlugged = true,
    };

    private static InputException NoRoom(Bdf address, int count) =>
        new($"{address} cannot have {count} VFs: no offset and stride gives them addresses that are free and routed to it.");
}

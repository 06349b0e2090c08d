using IrqModel;
using IrqModel.Firmware;

namespace RealMachine.Machines;

/// <summary>Finds a place for the NIC and for its VFs.</summary>
public sealed class NicPlanner
{
    /// <summary>More VFs than any hardware has today.</summary>
    public const int MostVirtualFunctions = 4096;

    private const int DefaultVirtualFunctions = 2;
    private const int NicVectors = 5;

    private readonly ImportedMachine machine;
    private readonly RequesterSpace space;

    private NicPlanner(ImportedMachine machine)
    {
        this.machine = machine;
        space = new RequesterSpace(machine);
    }

    /// <summary>Plans the NIC that is asked for.</summary>
    /// <exception cref="InputException">It is not possible on this machine.</exception>
    public static NicPlan Plan(ImportedMachine machine, NicRequest request)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(request);
        if (request.VirtualFunctions is < 0 or > MostVirtualFunctions)
            throw new InputException($"--vfs {request.VirtualFunctions}: expected 0 to {MostVirtualFunctions}.");
        var planner = new NicPlanner(machine);
        return request.Address is { } address ? planner.At(address, request.VirtualFunctions) : planner.Anywhere(request.VirtualFunctions);
    }

    private NicPlan At(Bdf address, int? wanted)
    {
        if (machine.EnabledVirtualFunctions.TryGetValue(address, out var physical))
            throw new InputException($"--nic {address}: is a VF of {physical}; name that one.");
        if (machine.Find(address) is not { } existing) return Added(address, wanted ?? DefaultVirtualFunctions, "--nic names a free address");
        if (existing.Bridge is not null) throw new InputException($"--nic {address}: is a bridge, and a bridge has no VFs.");
        return existing.Sriov is { } sriov ? WithOwn(existing, sriov, wanted) : WithGiven(existing, wanted ?? DefaultVirtualFunctions);
    }

    private NicPlan Anywhere(int? wanted)
    {
        var candidates = machine.Functions.Where(function => function.Sriov is not null).ToArray();
        foreach (var function in candidates)
        {
            var count = wanted ?? Math.Min(DefaultVirtualFunctions, function.Sriov!.TotalVfs);
            if (space.Obstacle(function.Address, function.Sriov!, count) is null) return WithOwn(function, function.Sriov!, wanted);
        }

        if (wanted is not null && candidates.Length > 0) return WithOwn(candidates[0], candidates[0].Sriov!, wanted);
        return InFreeSlot(wanted ?? DefaultVirtualFunctions);
    }

    private NicPlan WithOwn(ImportedFunction function, SriovCapability sriov, int? wanted)
    {
        var count = wanted ?? Math.Min(DefaultVirtualFunctions, sriov.TotalVfs);
        if (space.Obstacle(function.Address, sriov, count) is { } obstacle)
            throw new InputException($"{function.Address} cannot have {count} VFs: {obstacle}.");
        return Plan(function, count, "a function of the dump, with its own SR-IOV capability");
    }

    private NicPlan WithGiven(ImportedFunction function, int count)
    {
        var hasMsi = function.MsiVectors > 0 || function.MsixTableSize > 0;
        var nic = function with
        {
            Sriov = space.Invent(function.Address, count) ?? throw NoRoom(function.Address, count),
            MsixTableSize = hasMsi ? function.MsixTableSize : NicVectors,
        };
        var more = hasMsi ? "" : " and MSI-X";
        return Plan(nic, count, $"a function that is there; it is given an SR-IOV capability{more}");
    }

    private NicPlan Added(Bdf address, int count, string why)
    {
        if (!machine.Buses.Contains((address.Segment, address.Bus)))
        {
            var buses = string.Join(", ", machine.Buses.Select(bus => $"{bus.Segment:x4}:{bus.Number:x2}"));
            throw new InputException($"--nic {address}: there is no bus {address.Segment:x4}:{address.Bus:x2}; there are {buses}.");
        }

        var nic = new ImportedFunction(address)
        {
            Description = "NIC with SR-IOV, added by this program",
            ClassCode = 0x020000,
            MsixTableSize = NicVectors,
            Sriov = space.Invent(address, count) ?? throw NoRoom(address, count),
        };
        return Plan(nic, count, $"added by this program: {why}");
    }

    // A segment's catch-all covers whatever is plugged into a root bus, as no scope names an empty slot on purpose.
    private NicPlan InFreeSlot(int count)
    {
        var units = machine.CreateMachine().RemappingUnits;
        var roots = machine.RootBuses
            .OrderBy(root => units.Any(unit => unit.IncludeAll && unit.Segment == root.Segment) ? 0 : 1).ThenBy(root => root);
        foreach (var (segment, bus) in roots)
        {
            for (var device = 1; device < 32; device++)
            {
                var address = new Bdf(segment, bus, device, 0);
                if (space.IsFreeSlot(address) && space.Invent(address, count) is not null)
                    return Added(address, count, $"the first free slot of a root bus{(machine.Functions.Any(f => f.Sriov is not null) ? "" : ", as no function has SR-IOV")}");
            }
        }

        throw new InputException($"there is no free slot on a root bus from which {count} VFs find free addresses; name a place with --nic, or fewer --vfs.");
    }

    private NicPlan Plan(ImportedFunction nic, int count, string origin) => new(machine.With(nic), nic.Address, count, origin);

    private static InputException NoRoom(Bdf address, int count) =>
        new($"{address} cannot have {count} VFs: no offset and stride gives them addresses that are free and routed to it.");
}

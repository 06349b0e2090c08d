using IrqModel.Firmware;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Running;

/// <summary>
/// A machine that can be run, in place of one that is shown in part. Where something is open that does not decide whether messages arrive,
/// one
/// possibility is built. VFs of a PF that is not known are stood for by one VF of a made-up PF on the same bus: VFs of a bus share their
/// fate.
/// </summary>
public sealed class RunMachine
{
    private const int FewestProcessors = 4;
    private const int VectorsOfProcessor = 160;

    private readonly ObservedMachine observed;
    private readonly bool openIsVirtual;
    private readonly bool remaps;
    private readonly Dictionary<(int Segment, byte Bus), PciBus> buses = [];
    private readonly Dictionary<Bdf, Bdf> standsFor = [];
    private readonly Dictionary<Bdf, (Bdf Pf, int Count)> vfsOf = [];
    private readonly HashSet<Bdf> placed = [];

    /// <summary>Plans a machine.</summary>
    /// <param name="observed">What is shown.</param>
    /// <param name="openIsVirtual">Whether functions that may be VFs are built as VFs.</param>
    /// <param name="remaps">Whether firmware offers interrupt remapping.</param>
    public RunMachine(ObservedMachine observed, bool openIsVirtual, bool remaps)
    {
        ArgumentNullException.ThrowIfNull(observed);
        this.observed = observed;
        this.openIsVirtual = openIsVirtual;
        this.remaps = remaps;
    }

    /// <summary>The function of the run whose fate is that of a function that is shown; null if the run has none.</summary>
    public Bdf? Standing(Bdf address) => standsFor.TryGetValue(address, out var standing) ? standing : placed.Contains(address)
        ? address : null;

    /// <summary>Why the run has no function that stands for one that is shown, and what would help.</summary>
    /// <param name="function">A function for which <see cref="Standing"/> gives none.</param>
    public (string Because, string Run) WhyNotPlaced(ObservedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        const string AllFunctions = "sudo lspci -D -vvv (all functions)";
        var (segment, bus) = (function.Address.Segment, function.Address.Bus);
        if (segment >= ObservedMachine.FirstVmdSegment)
        {
            return observed.VmdControllers.IsEmpty
                ? ("it is behind a VMD controller, and no listing shows one", AllFunctions)
                : ($"it is behind the VMD controller {observed.VmdControllers[^1]}, which itself could not be placed", AllFunctions);
        }

        if (IsVirtual(function))
        {
            var it = observed.VirtualFunctions.IsVirtual(function).IsKnown ? "it is a VF" : "it may be a VF";
            return buses.ContainsKey((segment, bus))
                ? ($"{it}, and bus {bus:x2} has no free address below it for its PF, which is not shown", AllFunctions)
                : ($"{it}, and neither its PF nor a bridge that leads to bus {bus:x2} is shown", AllFunctions);
        }

        return observed.Topology.BridgeTo(segment, bus) is { } bridge
            ? ($"it is below the bridge {bridge.Address}, which itself could not be placed", AllFunctions)
            : ($"nothing shows what leads to bus {bus:x2}", AllFunctions);
    }

    /// <summary>Builds the machine.</summary>
    public Machine Build()
    {
        Reset();
        var count = observed.Topology.Functions.Count + observed.VirtualFunctions.ByNumbers.Count();
        var machine = new Machine("the machine that is shown")
        {
            Processors = Math.Min(32_768, FewestProcessors + (count / VectorsOfProcessor)),
            OffersInterruptRemapping = remaps,
        };
        var physical = observed.Topology.Functions.Where(function => !function.DoesNotAnswer && !IsVirtual(function)).ToArray();
        AddBuses(machine, physical);
        AddVirtual(machine);
        AddUnits(machine);
        CoverWhatIsOpen(machine);
        return machine;
    }

    /// <summary>What an administrator did on the machine: enables SR-IOV.</summary>
    public async Flow Play(Host host)
    {
        ArgumentNullException.ThrowIfNull(host);
        foreach (var (address, (_, count)) in vfsOf)
        {
            // A PF that got no MSI domain has a driver that takes its pin and refuses VFs; the VFs are there all the same.
            if (host.Machine[address] is PhysicalFunction { IsAdded: true, HasVirtualFunctions: false, CanEnableSriov: true } physical)
                await physical.EnableSriov(count);
        }
    }

    private void Reset()
    {
        buses.Clear();
        standsFor.Clear();
        vfsOf.Clear();
        placed.Clear();
    }

    private bool IsVirtual(ObservedFunction function) =>
        observed.VirtualFunctions.IsVirtual(function) is var answer && (answer.IsKnown ? answer.Value : openIsVirtual);

    private void AddBuses(Machine machine, ObservedFunction[] physical)
    {
        var functions = physical.ToLookup(function => (function.Address.Segment, function.Address.Bus));
        var behind = physical.Where(LeadsToBus).Select(bridge => (bridge.Address.Segment, bridge.Buses!.Value.Secondary)).ToHashSet();
        var roots = functions.Select(group => group.Key).Where(bus => !behind.Contains(bus)).Order().ToArray();
        foreach (var bus in roots.Where(bus => bus.Segment < ObservedMachine.FirstVmdSegment))
            Fill(machine.AddRootBus(bus.Bus, bus.Segment), functions);
        foreach (var (segment, bus) in roots.Where(bus => bus.Segment >= ObservedMachine.FirstVmdSegment))
        {
            var index = Math.Min(segment - ObservedMachine.FirstVmdSegment, observed.VmdControllers.Length - 1);
            if (index >= 0 && placed.Contains(observed.VmdControllers[index])
                && machine[observed.VmdControllers[index]] is PhysicalFunction controller)
                Fill(machine.AddRootBusBehind(controller, segment, bus), functions);
        }
    }

    private bool LeadsToBus(ObservedFunction bridge) =>
        bridge.Buses is { } buses && observed.Topology.BridgeTo(bridge.Address.Segment, buses.Secondary) == bridge;

    private void Fill(PciBus bus, ILookup<(int, byte), ObservedFunction> functions)
    {
        buses[(bus.Segment, bus.Number)] = bus;
        foreach (var function in functions[(bus.Segment, bus.Number)])
        {
            var place = $"{function.Address.Device:x2}.{function.Address.Function:x}";
            var (msix, msi) = VectorsOf(function);
            placed.Add(function.Address);
            if (!LeadsToBus(function))
            {
                bus.AddFunction(place, null, msix, msi, SriovOf(function));
                continue;
            }

            var range = function.Buses!.Value;
            byte? subordinate = range.Subordinate < range.Secondary ? null : range.Subordinate;
            Fill(bus.AddBridge(place, KindOf(function, bus.Bridge is null), null, range.Secondary, subordinate, msix, msi).SecondaryBus,
                functions);
        }
    }

    // One vector shows the fate of all. A function that may have MSI gets it, so that VFs and buses come out right; its own answer stays
    // open.
    private static (int Msix, int Msi) VectorsOf(ObservedFunction function) => function switch
    {
        { Msix: Presence.Present } => (Math.Clamp(function.MsixEntries ?? 1, 1, 2048), 0),
        { Msi: Presence.Present } => (0, 1),
        _ => (0, function.SendsMessages == Presence.Absent ? 0 : 1),
    };

    /// <summary>What sort of bridge a function is, as far as that is shown.</summary>
    /// <param name="bridge">The function.</param>
    /// <param name="isOnRootBus">Whether it is on a root bus.</param>
    internal static BridgeKind KindOf(ObservedFunction bridge, bool isOnRootBus) => bridge.Port switch
    {
        PciePortType.RootPort => BridgeKind.RootPort,
        PciePortType.PcieToPciBridge => BridgeKind.PcieToPci,
        PciePortType.PciToPcieBridge => BridgeKind.Conventional,
        null when bridge.IsConventional => BridgeKind.Conventional,
        PciePortType.UpstreamPort or PciePortType.DownstreamPort => BridgeKind.SwitchPort,
        _ => isOnRootBus ? BridgeKind.RootPort : BridgeKind.SwitchPort,
    };

    private SriovCapability? SriovOf(ObservedFunction function)
    {
        if (function is not { Sriov: Presence.Present, VfEnable: true, NumVfs: { } count and > 0, VfLayout: { FirstVfOffset: > 0 } layout })
            return null;
        if (count > 1 && layout.VfStride <= 0) return null;
        var vfs = new Bdf[count];
        for (var index = 0; index < count; index++)
        {
            var id = function.Address.RequesterId.Value + layout.FirstVfOffset + ((long)index * layout.VfStride);
            if (id > ushort.MaxValue) return null;
            vfs[index] = new(function.Address.Segment, new RequesterId((ushort)id));
        }

        // Linux would have refused these; what is listed at their addresses is then stood for as VFs of an unknown PF.
        if (vfs.Any(vf => observed.VirtualFunctions.OwnerByNumbers(vf) != function.Address || observed.Topology.Find(vf) is { } listed
            && !IsVirtual(listed))) return null;
        if (observed.Topology.BridgeTo(function.Address.Segment, function.Address.Bus) is { Buses: { } buses }
            && vfs[^1].Bus > buses.Subordinate) return null;
        vfsOf.Add(function.Address, (function.Address, count));
        placed.UnionWith(vfs);
        return new(count, layout.FirstVfOffset, Math.Max(0, layout.VfStride), VfMsixVectors: 1);
    }

    private void AddVirtual(Machine machine)
    {
        var standIns = new Dictionary<(PciBus Bus, bool IsVirtualBus), Bdf>();
        var tried = new Dictionary<PciBus, int>();
        foreach (var function in observed.Topology.Functions)
        {
            if (function.DoesNotAnswer || placed.Contains(function.Address) || !IsVirtual(function)) continue;
            if (BusForPfOf(machine, function) is not { } bus) continue;
            var key = (bus, function.Address.Bus != bus.Number);
            if (!standIns.TryGetValue(key, out var standIn))
            {
                // Linux refuses VFs on a bus that the bridge above their PF does not lead to.
                if (bus.Bridge is { } bridge && bridge.SubordinateBus < function.Address.Bus) continue;
                if (FreeBelow(bus, function.Address, tried) is not { } pf) continue;
                var offset = function.Address.RequesterId.Value - pf.RequesterId.Value;
                bus.AddFunction($"{pf.Device:x2}.{pf.Function:x}", "a PF that is not shown", 1, 0, new(1, offset, 1, VfMsixVectors: 1));
                vfsOf.Add(pf, (pf, 1));
                standIns.Add(key, standIn = function.Address);
            }

            standsFor[function.Address] = standIn;
        }
    }

    private PciBus? BusForPfOf(Machine machine, ObservedFunction function)
    {
        var vf = function.Address;
        // If the first function on a bus is a VF, its PF is on a bus before.
        var isFirst = vf is { Bus: > 0, Device: 0, Function: 0 } && !observed.VirtualFunctions.IsVirtual(function).IsKnown;
        if (!isFirst && buses.TryGetValue((vf.Segment, vf.Bus), out var own)) return own;
        var around = observed.Topology.BridgesAround(vf.Segment, vf.Bus).OrderByDescending(bridge => bridge.Buses!.Value.Secondary)
            .FirstOrDefault();
        if (around is not null && buses.TryGetValue((vf.Segment, around.Buses!.Value.Secondary), out var above)) return above;
        if (vf.Segment >= ObservedMachine.FirstVmdSegment) return null;
        var number = isFirst ? (byte)(vf.Bus - 1) : vf.Bus;
        return !isFirst || IsFree(vf.Segment, number)
            ? buses[(vf.Segment, number)] = machine.AddRootBus(number, vf.Segment)
            : buses.Where(bus => bus.Key.Segment == vf.Segment && bus.Key.Bus < vf.Bus && bus.Value.Bridge is null)
                .OrderByDescending(bus => bus.Key.Bus).FirstOrDefault().Value;
    }

    private bool IsFree(int segment, byte bus) =>
        !buses.ContainsKey((segment, bus)) && observed.Topology.BridgeTo(segment, bus) is null
            && !observed.Topology.BridgesAround(segment, bus).Any();

    // Addresses only get taken, so what was tried for a VF of a bus need not be tried again for the next.
    private Bdf? FreeBelow(PciBus bus, Bdf vf, Dictionary<PciBus, int> tried)
    {
        Bdf? free = null;
        var taken = (HashSet<Bdf>?)null;
        var id = tried.GetValueOrDefault(bus, bus.Number << 8);
        for (; free is null && id < vf.RequesterId.Value && id >> 8 == bus.Number; id++)
        {
            var address = new Bdf(bus.Segment, new RequesterId((ushort)id));
            taken ??= bus.Functions.Select(function => function.Address).ToHashSet();
            if (!taken.Contains(address) && !placed.Contains(address) && observed.Topology.Find(address) is null) free = address;
        }

        tried[bus] = id;
        return free;
    }

    private void AddUnits(Machine machine)
    {
        if (observed.Dmar is { } table)
        {
            foreach (var unit in DmarCoverage.UnitsOf(table)) Add(machine, unit);
        }
        else if (!observed.AmdUnits.IsEmpty)
        {
            AddAmdUnits(machine);
        }
        else if (observed.HasUnnamedUnits)
        {
            var isAmd = observed.Platform.Value == Platform.Amd;
            foreach (var segment in buses.Keys.Select(bus => bus.Segment).Where(segment => segment < ObservedMachine.FirstVmdSegment)
                .Distinct().Order().ToArray())
            {
                if (!isAmd)
                {
                    machine.AddCatchAllUnit(segment: segment);
                    continue;
                }

                var own = observed.Topology.Functions.FirstOrDefault(function => function.Address.Segment == segment
                    && function.ClassCode >> 8 == 0x0806);
                machine.AddAmdIommu(own is not null && placed.Contains(own.Address) ? machine[own.Address] : null, segment: segment);
            }
        }
    }

    // Each IVHD block is a unit with the functions that it names.
    private void AddAmdUnits(Machine machine)
    {
        var requesters = observed.AmdUnits.Select(_ => new HashSet<RequesterId>()).ToArray();
        foreach (var function in machine.Functions)
        {
            if (observed.AmdUnitOf(function.Address) is { Index: >= 0 and var index }) requesters[index].Add(function.Address.RequesterId);
        }

        for (var index = 0; index < requesters.Length; index++)
        {
            var block = observed.AmdUnits[index];
            var own = new Bdf(block.Segment, block.Device);
            machine.AddAmdIommuOf(placed.Contains(own) ? machine[own] : null, block.Segment, block.RegisterBase, requesters[index]);
        }
    }

    private void Add(Machine machine, Drhd unit)
    {
        var added = unit.IncludePciAll
            ? machine.AddCatchAllUnit(null, unit.Segment, unit.RegisterBase)
            : machine.AddRemappingUnit(null, unit.Segment, unit.RegisterBase);
        foreach (var scope in unit.Scopes)
        {
            if (Enum.IsDefined(scope.Type) && !scope.Path.IsEmpty && !ScopeType.IsWrong(scope, unit.Segment, observed.Topology))
                added.Covers(new DeviceScope((DeviceScopeKind)scope.Type, scope.StartBus,
                    [.. scope.Path.Select(hop => (hop.Device, hop.Function))], scope.EnumerationId));
        }
    }

    // Functions that some unit covers, whichever it is: one of these must cover them here too.
    private void CoverWhatIsOpen(Machine machine)
    {
        if (observed.Dmar is null) return;
        foreach (var function in machine.Functions.ToArray())
        {
            if (machine.UnitCovering(function) is not null) continue;
            var coverage = observed.Topology.Find(function.Address) is { } shown && !IsVirtual(shown)
                ? observed.CoverageOf(shown)
                : observed.CoverageOfBus(function.Address.Segment, function.Address.Bus);
            if (coverage.IsCoveredForSure) machine.RemappingUnits[coverage.Candidates[0].Index].Covers(function);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace IrqModel.Tool.Describing;

/// <summary>Makes a machine of a description.</summary>
/// <param name="description">The description.</param>
internal sealed class MachineMaker(MachineDescription description)
{
    private readonly ILookup<BusNumber, DescribedFunction> functions =
        description.Functions.ToLookup(function => new BusNumber(function.Address.Segment, function.Address.Bus));

    private int placed;

    public Machine Make()
    {
        var machine = new Machine(description.Name)
        {
            Processors = description.Processors,
            X2Apic = description.X2Apic,
            OffersInterruptRemapping = description.OffersInterruptRemapping,
            BlocksCompatibilityRequests = description.BlocksCompatibilityRequests,
            IoApicPins = description.IoApicPins,
        };
        foreach (var root in description.RootBuses.Where(root => root.Controller is null)) Fill(
            machine.AddRootBus(root.Bus.Number, root.Bus.Segment));
        foreach (var root in description.RootBuses.Where(root => root.Controller is not null)) Fill(
            machine.AddRootBusBehind(Controller(machine, root), root.Bus.Segment, root.Bus.Number));
        if (placed < description.Functions.Length) throw Stranded(machine);
        foreach (var ioApic in description.IoApics) machine.AddIoApic(
            ioApic.Id, ioApic.RequesterId.Bus, ioApic.RequesterId.Device, ioApic.RequesterId.Function);
        foreach (var unit in description.Units) Add(machine, unit);
        return machine;
    }

    private static PhysicalFunction Controller(Machine machine, DescribedBus root) => machine[root.Controller!.Value] as PhysicalFunction
        ?? throw new TopologyException($"Root bus {root.Bus} hides behind {root.Controller}, which is a VF.");

    private TopologyException Stranded(Machine machine)
    {
        var known = machine.Buses.Select(bus => new BusNumber(bus.Segment, bus.Number)).ToHashSet();
        var lost = description.Functions.First(function => !known.Contains(new(function.Address.Segment, function.Address.Bus)));
        return new TopologyException($"{lost.Address} is on a bus that is no root bus and that no bridge leads to; {Format(known)}.");
    }

    private static string Format(IEnumerable<BusNumber> buses) =>
        $"there are {string.Join(", ", buses.Order().Select(bus => bus.ToString()))}";

    private void Fill(PciBus bus)
    {
        foreach (var function in functions[new(bus.Segment, bus.Number)])
        {
            placed++;
            var place = $"{function.Address.Device:x2}.{function.Address.Function:x}";
            if (function.Bridge is { } bridge)
            {
                var added = bus.AddBridge(
                    place, bridge.Kind, function.Name, bridge.Secondary, bridge.Subordinate, function.MsixVectors, function.MsiVectors);
                added.ForwardsAri = bridge.ForwardsAri;
                Complete(added, function);
                Fill(added.SecondaryBus);
            }
            else
            {
                Complete(
                    bus.AddFunction(
                        place, function.Name, function.MsixVectors, function.MsiVectors, function.Sriov?.Create(), !function.IsUnplugged,
                            !function.LacksMsiMaskBits),
                    function);
            }
        }
    }

    private static void Complete(PhysicalFunction function, DescribedFunction described)
    {
        function.Gsi = described.Gsi;
        function.LatchesMessages = described.LatchesMessages;
        if (described.ProxyIds is { } ids) function.ProxyIds = [.. ids.Select(Id)];
    }

    private static void Add(Machine machine, DescribedUnit described)
    {
        var unit = described.Architecture == RemappingArchitecture.AmdVi
            ? machine.AddAmdIommu(
                described.OwnFunction is { } own ? machine[own] : null, described.Name, described.Segment, described.RegisterBase)
            : described.IsCatchAll ? machine.AddCatchAllUnit(described.Name, described.Segment, described.RegisterBase)
            : machine.AddRemappingUnit(described.Name, described.Segment, described.RegisterBase);
        unit.SupportsInterruptRemapping = !described.LacksInterruptRemapping;
        unit.SupportsPostedInterrupts = described.PostsInterrupts;
        unit.SupportsExtendedInterruptMode = !described.LacksExtendedInterruptMode;
        foreach (var scope in described.Scopes) unit.Covers(new DeviceScope(scope.Kind, scope.StartBus, Path(scope), scope.EnumerationId));
    }

    private static ImmutableArray<(byte, byte)> Path(DescribedScope scope) => [.. scope.Path.Select(hop => Hop(scope, hop))];

    private static (byte Device, byte Function) Hop(DescribedScope scope, string hop)
    {
        var dot = hop.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && byte.TryParse(hop.AsSpan(0, dot), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var device)
            && byte.TryParse(hop.AsSpan(dot + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var function)) return (
                device, function);
        throw new TopologyException(
            $"A scope that starts on bus {scope.StartBus:x2} has the hop '{hop}'; expected device and function in hexadecimal, for instance 1c.0.");
    }

    private static RequesterId Id(string text) => Bdf.TryParse(text, CultureInfo.InvariantCulture, out var address)
        ? address.RequesterId : throw new TopologyException(
            $"The proxy id '{text}' is no requester id; expected bb:dd.f, for instance 3b:00.1.");
}

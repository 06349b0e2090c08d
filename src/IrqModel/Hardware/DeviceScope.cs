using System.Collections.Immutable;
using IrqModel.Contracts;

namespace IrqModel;

/// <summary>One entry of a remapping unit's list of what it covers: a path of (device, function) steps down from a bus.</summary>
public sealed class DeviceScope
{
    /// <summary>A scope as firmware writes it.</summary>
    /// <param name="kind">What it names.</param>
    /// <param name="startBus">The bus on which the path starts.</param>
    /// <param name="path">Device and function number of each hop; each but the last is a bridge.</param>
    /// <param name="enumerationId">IOAPIC id, HPET number or ANDD number; 0 for the others.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    [Describes(TopologyPart.DeviceScope)]
    public DeviceScope(
        [States(TopologyTrait.ScopeKind)] DeviceScopeKind kind, [States(TopologyTrait.BusNumber)] byte startBus,
        [States(TopologyTrait.Path)] ImmutableArray<(byte Device, byte Function)> path,
        [States(TopologyTrait.EnumerationId)] byte enumerationId = 0)
    {
        if (path.IsDefaultOrEmpty) throw new ArgumentException("A device scope needs a path of at least one device and function.", nameof(path));
        Kind = kind;
        StartBus = startBus;
        Path = path;
        EnumerationId = enumerationId;
    }

    /// <summary>What the scope names.</summary>
    public DeviceScopeKind Kind { get; }

    /// <summary>The bus on which the path starts.</summary>
    public byte StartBus { get; }

    /// <summary>Device and function number of each hop.</summary>
    public ImmutableArray<(byte Device, byte Function)> Path { get; }

    /// <summary>IOAPIC id, HPET number or ANDD number.</summary>
    public byte EnumerationId { get; }

    /// <summary>The scope that covers one function, or, if it is a bridge, everything below it too.</summary>
    [Describes(TopologyPart.DeviceScope)]
    public static DeviceScope Of([States(TopologyTrait.Covered)] PciFunction function)
    {
        var path = ImmutableArray.CreateBuilder<(byte, byte)>();
        var bus = function.Bus;
        path.Add((function.Address.Device, function.Address.Function));
        while (bus.Bridge is { } bridge)
        {
            path.Insert(0, (bridge.Address.Device, bridge.Address.Function));
            bus = bridge.Bus;
        }

        var kind = function is PciBridge ? DeviceScopeKind.Bridge : DeviceScopeKind.Endpoint;
        return new DeviceScope(kind, bus.Number, path.ToImmutable());
    }

    /// <summary>The scope that names an IOAPIC.</summary>
    [Describes(TopologyPart.DeviceScope)]
    public static DeviceScope Of([States(TopologyTrait.Covered)] IoApic ioApic) => new(
        DeviceScopeKind.IoApic, ioApic.RequesterId.Bus, [(ioApic.RequesterId.Device, ioApic.RequesterId.Function)], ioApic.Id);

    /// <summary>Whether the path leads to the function: same depth, and each hop's device and function number equal.</summary>
    /// <remarks>Linux <c>dmar_match_pci_path()</c>. Scopes of IOAPICs, HPETs and ACPI devices lead to no PCI function.</remarks>
    public bool LeadsTo(PciFunction function)
    {
        if (Kind is not (DeviceScopeKind.Endpoint or DeviceScopeKind.Bridge)) return false;
        PciFunction? current = function;
        for (var hop = Path.Length - 1; hop >= 0; hop--)
        {
            if (current is null || current.Address.Device != Path[hop].Device || current.Address.Function != Path[hop].Function)
                return false;
            if (hop == 0) return current.Bus.Number == StartBus;
            current = current.Bus.Bridge;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind} {StartBus:x2}:{string.Join('/', Path.Select(hop => $"{hop.Device:x2}.{hop.Function:x}"))}";
}

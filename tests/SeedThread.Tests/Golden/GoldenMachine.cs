using System.Collections.Immutable;
using IrqModel;

namespace SeedThread.Tests.Golden;

/// <summary>Rebuilds the machine of an observed boot from the file's own description of it.</summary>
internal static class GoldenMachine
{
    public static Machine Build(GoldenFile file)
    {
        var machine = new Machine("golden");
        var root = machine.AddRootBus();
        var plugged = file.Snapshots.TryGetValue("before", out var before) ? before.Select(device => device.Address).ToHashSet() : null;
        var physical = file.Devices.Where(device => !device.IsVirtual).OrderBy(device => device.Address).ToArray();
        foreach (var device in physical.Where(device => device.IsBridge))
        {
            var kind = device.PortType switch { 4 => BridgeKind.RootPort, 7 => BridgeKind.PcieToPci, _ => BridgeKind.SwitchPort };
            var child = physical.FirstOrDefault(other => other.Parent == device.Address);
            root.AddBridge(DeviceFunction(device), kind, secondaryBus: child?.Address.Bus, msixVectors: device.Interrupts.Count);
        }

        foreach (var device in physical.Where(device => !device.IsBridge))
        {
            var bus = machine.Buses.Single(bus => bus.Number == device.Address.Bus);
            bus.AddFunction(
                DeviceFunction(device), msixVectors: device.Interrupts.Count, sriov: SriovOf(device, file),
                plugged: plugged is null || plugged.Contains(device.Address));
        }

        machine.AddCatchAllUnit().Covers(new DeviceScope(DeviceScopeKind.IoApic, 0xFF, ImmutableArray.Create<(byte, byte)>((0, 0))));
        return machine;
    }

    private static string DeviceFunction(GoldenDevice device) => $"{device.Address.Device:x2}.{device.Address.Function:x}";

    // Offset and stride as the VFs' addresses show them.
    private static SriovCapability? SriovOf(GoldenDevice device, GoldenFile file)
    {
        if (device.TotalVfs == 0) return null;
        var ids = file.Devices.Where(other => other.IsVirtual).Select(other => (int)other.Address.RequesterId.Value).Order().ToArray();
        var vectors = file.Devices.Where(other => other.IsVirtual).Max(other => other.Interrupts.Count);
        return new SriovCapability(device.TotalVfs, ids[0] - device.Address.RequesterId.Value, ids[1] - ids[0], vectors);
    }
}

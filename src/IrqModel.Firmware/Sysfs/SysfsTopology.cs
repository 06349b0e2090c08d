using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>
/// What the paths of sysfs say about buses: the folder of a function is in that of the bridge above it, and the first in one that names
/// the root bus, e.g. <c>devices/pci0000:00/0000:00:03.0/0000:3b:00.0</c>.
/// </summary>
internal sealed class SysfsTopology
{
    private readonly Dictionary<Bdf, (byte First, byte Last)> _below = [];
    private readonly HashSet<Bdf> _placed = [];

    public SysfsTopology(IEnumerable<FunctionFolder> functions)
    {
        foreach (FunctionFolder function in functions)
            Place(function);
    }

    /// <summary>Adds the bus numbers of a bridge whose header does not say them.</summary>
    public PciDeviceInfo Complete(PciDeviceInfo function) =>
        function.Buses is null && _below.TryGetValue(function.Address, out (byte First, byte Last) buses)
            ? function with
            {
                HeaderType = function.HeaderType ?? PciHeaderType.Bridge,
                Buses = new BridgeBuses(function.Address.Bus, buses.First, buses.Last),
            }
            : function;

    /// <summary>Whether the place of every function is known: from its path, or from the bridge that leads to its bus.</summary>
    public bool IsWhole(IReadOnlyCollection<PciDeviceInfo> functions)
    {
        var behindBridges = new HashSet<(int, byte)>();
        foreach (PciDeviceInfo function in functions)
        {
            if (function.Buses is { } buses)
                behindBridges.Add((function.Address.Segment, buses.Secondary));
            else if (function.IsBridge)
                return false;
        }
        foreach (PciDeviceInfo function in functions)
        {
            Bdf address = function.Address;
            // The VFs of a PF can be on a bus that no bridge leads to.
            if (!_placed.Contains(address) && address.Bus != 0 && !behindBridges.Contains((address.Segment, address.Bus))
                && !function.IsVirtualFunction)
                return false;
        }
        return true;
    }

    private void Place(FunctionFolder function)
    {
        string[] parts = function.Path.Split('/');
        int root = Array.FindLastIndex(parts, IsRootBus);
        if (root < 0)
            return;
        _placed.Add(function.Address);
        for (int i = root + 1; i + 1 < parts.Length; i++)
        {
            if (SysfsConfig.AddressOf(parts[i]) is not { } bridge || SysfsConfig.AddressOf(parts[i + 1]) is not { } below
                || bridge.Segment != below.Segment)
                continue;
            bool isKnown = _below.TryGetValue(bridge, out (byte First, byte Last) buses);
            byte last = function.Address.Bus;
            _below[bridge] = isKnown
                ? (Math.Min(buses.First, below.Bus), Math.Max(buses.Last, last))
                : (below.Bus, Math.Max(below.Bus, last));
        }
    }

    // "pci0000:3a" of a root complex; VMD's own is "pci10000:e0".
    private static bool IsRootBus(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return name.StartsWith("pci", StringComparison.Ordinal) && colon > 3
            && int.TryParse(name.AsSpan(3, colon - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            && byte.TryParse(name.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace IrqModel.Firmware;

/// <summary>The functions of a listing, in the order of their first appearance.</summary>
internal sealed class DeviceFactsTable
{
    private readonly List<DeviceFacts> _order = [];
    private readonly Dictionary<Bdf, DeviceFacts> _byAddress = [];

    public bool IsEmpty => _order.Count == 0;

    public IReadOnlyList<DeviceFacts> Functions => _order;

    /// <summary>Whether the function is there already.</summary>
    public bool Contains(Bdf address) => _byAddress.ContainsKey(address);

    /// <summary>The function at an address, if it is there.</summary>
    public bool TryFind(Bdf address, [NotNullWhen(true)] out DeviceFacts? device) => _byAddress.TryGetValue(address, out device);

    /// <summary>The function at an address; what another part of the listing said about it is there already.</summary>
    public DeviceFacts At(Bdf address, int? line)
    {
        if (!_byAddress.TryGetValue(address, out DeviceFacts? device))
        {
            device = new DeviceFacts(address, line);
            _byAddress.Add(address, device);
            _order.Add(device);
        }
        return device;
    }

    public ImmutableArray<PciDeviceInfo> Build()
    {
        bool hasDetails = _order.Any(device => device.HasDetails);
        return [.. _order.Select(device => device.Build(hasDetails))];
    }
}

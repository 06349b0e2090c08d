using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The functions of a dump, in the order of their first appearance.</summary>
internal sealed class DeviceFactsTable
{
    private readonly List<DeviceFacts> _order = [];
    private readonly Dictionary<Bdf, DeviceFacts> _byAddress = [];

    public bool IsEmpty => _order.Count == 0;

    /// <summary>The function at an address; what another part of the dump said about it is there already.</summary>
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

    public ImmutableArray<PciDeviceInfo> Build() => [.. _order.Select(d => d.Build())];
}

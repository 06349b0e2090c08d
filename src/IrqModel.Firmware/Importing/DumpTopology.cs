using System.Collections.Immutable;
using System.Numerics;

namespace IrqModel.Firmware;

/// <summary>
/// The functions of a dump. A bus hangs from the first bridge that leads to it, and a bridge leads to higher bus numbers only, as
/// firmware and Linux number them; so there is no circle, and what no bridge leads to is a root bus.
/// </summary>
internal sealed class DumpTopology(IReadOnlyList<PciDeviceInfo> devices, ImportNotes notes)
{
    private const int MaxMsixVectors = 2048;
    private const int MaxMsiVectors = 32;

    private readonly SortedDictionary<Bdf, PciDeviceInfo> _devices = [];
    private readonly SortedDictionary<Bdf, Bdf> _virtualFunctions = [];

    /// <summary>The bridge that leads to a bus.</summary>
    private readonly SortedDictionary<(int Segment, byte Bus), PciDeviceInfo> _bridges = [];

    public Topology Build()
    {
        foreach (PciDeviceInfo device in devices)
        {
            if (!_devices.TryAdd(device.Address, device))
                notes.At(device, $"a second function {device.Address}: left out");
        }
        foreach (PciDeviceInfo device in _devices.Values.ToArray())
            SetVirtualFunctionsApart(device);
        foreach (PciDeviceInfo device in _devices.Values)
            FindBusBehind(device);

        var roots = new SortedSet<(int Segment, byte Number)>(_devices.Keys.Select(at => (at.Segment, at.Bus)));
        roots.ExceptWith(_bridges.Keys);
        foreach ((int segment, byte bus) in roots)
            NoteRoot(segment, bus);
        return new Topology(
            [.. roots], [.. _devices.Values.Select(Convert)], _virtualFunctions.ToImmutableSortedDictionary());
    }

    private void SetVirtualFunctionsApart(PciDeviceInfo physical)
    {
        if (physical.Sriov is not { VfEnable: true, FirstVfOffset: > 0 and int first, NumVfs: int enabled, VfStride: int stride })
            return;
        int count = 0;
        for (int n = 0; n < enabled; n++)
        {
            var id = new RequesterId((ushort)(physical.Address.RequesterId.Value + first + n * stride));
            var address = new Bdf(physical.Address.Segment, id);
            bool isOther = !_devices.TryGetValue(address, out PciDeviceInfo? device) || device.IsBridge || device.Sriov is not null;
            if (isOther || !_virtualFunctions.TryAdd(address, physical.Address))
                continue;
            _devices.Remove(address);
            count++;
        }
        if (count > 0)
            notes.At(physical, $"{count} VFs of this function were enabled: they are left out, and come when SR-IOV is enabled");
    }

    private void FindBusBehind(PciDeviceInfo device)
    {
        if (!device.IsBridge)
            return;
        if (device.Buses is not { } buses)
            notes.At(device, "a bridge of which the dump does not say the buses: taken for a function with no bus behind it");
        else if (buses.Secondary <= device.Address.Bus)
            notes.At(device, $"a bridge to bus {buses.Secondary:x2}, which is not configured: taken for a function with no bus behind it");
        else if (!_bridges.TryAdd((device.Address.Segment, buses.Secondary), device))
            notes.At(device, $"a second bridge to bus {buses.Secondary:x2}: taken for a function with no bus behind it");
    }

    private void NoteRoot(int segment, byte bus)
    {
        PciDeviceInfo? around = _bridges.Where(b => b.Key.Segment == segment && b.Value.Buses!.Value.Secondary <= bus
            && bus <= b.Value.Buses!.Value.Subordinate).Select(b => b.Value).FirstOrDefault();
        if (around is not null)
            notes.AtBus(segment, bus, $"in the range of the bridge {around.Address}, but no bridge leads to it: taken for a root bus");
        else if (bus != 0)
            notes.AtBus(segment, bus, "no bridge leads to it: taken for a root bus");
    }

    private ImportedFunction Convert(PciDeviceInfo device)
    {
        ImportedBridge? bridge = null;
        if (device.Buses is { } buses && _bridges.GetValueOrDefault((device.Address.Segment, buses.Secondary)) == device)
        {
            byte? subordinate = buses.Subordinate < buses.Secondary ? null : buses.Subordinate;
            if (subordinate is null)
                notes.At(device, $"subordinate bus {buses.Subordinate:x2} lies before secondary bus {buses.Secondary:x2}: not used");
            bridge = new ImportedBridge(KindOf(device), buses.Secondary, subordinate);
        }
        return new ImportedFunction(device.Address)
        {
            Description = device.Description,
            ClassCode = device.ClassCode,
            MsiVectors = MsiOf(device),
            MsixTableSize = MsixOf(device),
            Sriov = SriovOf(device, bridge),
            Bridge = bridge,
            Device = device,
        };
    }

    private BridgeKind KindOf(PciDeviceInfo device)
    {
        const int SubtractiveBridge = 0x060401;
        bool isOnRoot = !_bridges.ContainsKey((device.Address.Segment, device.Address.Bus));
        BridgeKind port = isOnRoot ? BridgeKind.RootPort : BridgeKind.SwitchPort;
        bool showsCapabilities = device.Config?.Capabilities.IsEmpty == false || device.Msi is not null || device.Msix is not null;
        switch (device.Pcie?.PortType)
        {
            case PciePortType.RootPort:
                return BridgeKind.RootPort;
            case PciePortType.UpstreamPort or PciePortType.DownstreamPort:
                return BridgeKind.SwitchPort;
            case PciePortType.PcieToPciBridge:
                return BridgeKind.PcieToPci;
            case PciePortType.PciToPcieBridge:
                return BridgeKind.Conventional;
            case not null:
                return port;
            case null when device.ClassCode == SubtractiveBridge || device.HeaderType == PciHeaderType.CardBus || showsCapabilities:
                return BridgeKind.Conventional;
            default:
                notes.At(device, $"the dump does not say whether the bridge is PCI Express: taken for a {port}");
                return port;
        }
    }

    private int MsiOf(PciDeviceInfo device)
    {
        int vectors = device.Msi?.VectorsCapable ?? 0;
        if (vectors is >= 0 and <= MaxMsiVectors && (vectors == 0 || BitOperations.IsPow2(vectors)))
            return vectors;
        notes.At(device, $"MSI with {vectors} vectors, which is impossible: 1 is used");
        return 1;
    }

    private int MsixOf(PciDeviceInfo device)
    {
        int entries = device.Msix?.TableSize ?? 0;
        if (entries is >= 0 and <= MaxMsixVectors)
            return entries;
        notes.At(device, $"an MSI-X table of {entries} entries, which is impossible: {MaxMsixVectors} is used");
        return MaxMsixVectors;
    }

    private SriovCapability? SriovOf(PciDeviceInfo device, ImportedBridge? bridge)
    {
        if (device.Sriov is not { } sriov)
            return null;
        if (bridge is not null)
        {
            notes.At(device, "a bridge with an SR-IOV capability: left out");
            return null;
        }
        if (sriov is not
            {
                TotalVfs: >= 1 and <= ushort.MaxValue and int total,
                FirstVfOffset: >= 1 and <= ushort.MaxValue and int first,
                VfStride: >= 0 and <= ushort.MaxValue and int stride,
            } || (stride == 0 && total > 1))
        {
            notes.At(
                device,
                $"SR-IOV with TotalVFs {sriov.TotalVfs}, First VF Offset {sriov.FirstVfOffset}, VF Stride {sriov.VfStride}, "
                + "which gives VFs no addresses: left out");
            return null;
        }
        int? entries = devices.FirstOrDefault(other => _virtualFunctions.TryGetValue(other.Address, out Bdf owner)
            && owner == device.Address)?.Msix?.TableSize;
        return entries is { } known
            ? new SriovCapability(total, first, stride, Math.Clamp(known, 0, MaxMsixVectors))
            : new SriovCapability(total, first, stride);
    }
}

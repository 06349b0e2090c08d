using System.Collections.Immutable;
using System.Numerics;
using IrqModel;

namespace IrqAnalyzers.Tests.Shared.Golden;

/// <summary>Rebuilds a QEMU q35 machine from its command line and the functions that were seen on it.</summary>
internal sealed class Q35
{
    private const byte IoApicBus = 0xFF;

    // QEMU build_q35_pci0_int(): pins of the slots of bus 0 go to GSI 20 to 23 in turn.
    private const int FirstGsi = 20;
    private const int PinGsis = 4;

    // QEMU build_prt(), expander buses: through link devices to ISA interrupts.
    private const int LinkGsi = 10;

    private readonly GoldenBoot boot;
    private readonly Machine machine;
    private readonly GoldenDevice[] devices;

    private Q35(GoldenBoot boot)
    {
        this.boot = boot;
        var remapping = boot.QemuDevice("intel-iommu") ?? boot.QemuDevice("amd-iommu");
        machine = new Machine(boot.Name)
        {
            Processors = boot.Processors,
            X2Apic = boot.X2Apic,
            BlocksCompatibilityRequests = boot.BlocksCompatibilityRequests,
            OffersInterruptRemapping = remapping?.Contains("intremap=on", StringComparison.Ordinal) ?? false,
        };
        devices = [.. boot.Moments.Values.SelectMany(moment => moment).Where(device => !device.IsVirtual)
            .DistinctBy(device => device.Address).OrderBy(device => device.Path.Count).ThenBy(device => device.Address)];
    }

    public static Machine Build(GoldenBoot boot)
    {
        var q35 = new Q35(boot);
        foreach (var device in q35.devices) q35.Add(device);
        q35.AddUnit();
        return q35.machine;
    }

    private void Add(GoldenDevice device)
    {
        var address = $"{device.Address.Device:x2}.{device.Address.Function:x}";
        var bus = machine.Buses.FirstOrDefault(bus => bus.Number == device.Address.Bus) ?? machine.AddRootBus(device.Address.Bus);
        var plugged = !boot.Moments.TryGetValue("before", out var before) || before.Any(other => other.Address == device.Address);
        PciFunction function = device.VendorDevice switch
        {
            "1b36:000c" => bus.AddBridge(address, BridgeKind.RootPort, DeviceNames.RootPort, ChildBus(device), msixVectors: 1),
            "1b36:000e" => bus.AddBridge(address, BridgeKind.PcieToPci, DeviceNames.PcieToPciBridge, ChildBus(device)),
            "8086:10c9" => bus.AddFunction(
                address, DeviceNames.Igb, msixVectors: 10, plugged: plugged, sriov: new(TotalVfs: 7, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 3)),
            "8086:10d3" => bus.AddFunction(address, DeviceNames.E1000e, msixVectors: 5, plugged: plugged),
            "1af4:1000" => bus.AddFunction(address, DeviceNames.VirtioNet, msixVectors: 3, plugged: plugged),
            "1022:1419" => bus.AddFunction(address, DeviceNames.AmdIommu, msixVectors: 0, msiVectors: 1),
            _ => AddUnknown(device, bus, address, plugged),
        };
        if (function.VectorCapacity > 0 || device.Driver is not null || function is PciBridge) function.Gsi = GsiOf(function);
    }

    // A device that nothing is known of but what was seen: its name is its vendor and device id, and it has the vectors that it used.
    private PciFunction AddUnknown(GoldenDevice device, PciBus bus, string address, bool plugged)
    {
        var (msix, msi) = (VectorsOf(device.Address, "msix"), VectorsOf(device.Address, "msi"));
        if (!device.IsBridge) return bus.AddFunction(address, device.VendorDevice, msix, msi, SriovOf(device), plugged);
        var kind = device.PortType switch { 4 => BridgeKind.RootPort, 7 => BridgeKind.PcieToPci, null => BridgeKind.Conventional, _ => BridgeKind.SwitchPort };
        return bus.AddBridge(address, kind, device.VendorDevice, ChildBus(device), msixVectors: msix, msiVectors: msi);
    }

    private int VectorsOf(Bdf address, string mode)
    {
        var count = boot.Moments.Values.SelectMany(moment => moment).Where(device => device.Address == address)
            .Select(device => device.Interrupts.Count(interrupt => interrupt.Mode == mode)).DefaultIfEmpty().Max();
        return mode == "msi" ? (int)BitOperations.RoundUpToPowerOf2((uint)count) : count;
    }

    // Offset and stride as the addresses of the VFs show them.
    private SriovCapability? SriovOf(GoldenDevice device)
    {
        var vfs = boot.Moments["devices"].Where(other => other.PhysicalFunction == device.Address.ToString()).Select(other => other.Address).Order().ToArray();
        if (device.TotalVfs == 0 || vfs.Length == 0) return null;
        var stride = vfs.Length > 1 ? vfs[1].RequesterId.Value - vfs[0].RequesterId.Value : 1;
        return new(device.TotalVfs, vfs[0].RequesterId.Value - device.Address.RequesterId.Value, stride, VectorsOf(vfs[0], "msix"));
    }

    // All devices here use INTA; each bridge on the way turns the pin by the device number (PCI-to-PCI bridge specification 2.4.1).
    private static int GsiOf(PciFunction function)
    {
        var (current, pin) = (function, 0);
        while (current.Bus.Bridge is { } bridge)
        {
            pin = (pin + current.Address.Device) % PinGsis;
            current = bridge;
        }

        return current.Bus.Number == 0 ? FirstGsi + ((current.Address.Device + pin) % PinGsis) : LinkGsi;
    }

    // The next bus that is not seen on a function of its own is the one below a bridge without any.
    private byte? ChildBus(GoldenDevice bridge) =>
        devices.FirstOrDefault(other => other.Path.Count > 1 && other.Path[^2] == bridge.Address.ToString())?.Address.Bus;

    // QEMU build_dmar_q35(): one unit, IOAPIC and every function of the root buses that do not bypass it, no INCLUDE_PCI_ALL.
    private void AddUnit()
    {
        if (boot.QemuDevice("amd-iommu") is not null)
        {
            machine.AddAmdIommu(machine.Functions.Single(function => function.Name == DeviceNames.AmdIommu), "ivhd0");
        }
        else if (boot.QemuDevice("intel-iommu") is not null)
        {
            var unit = machine.AddRemappingUnit("dmar0").Covers(new DeviceScope(DeviceScopeKind.IoApic, IoApicBus, ImmutableArray.Create<(byte, byte)>((0, 0))));
            var expanders = boot.QemuDevice("pxb-pcie")?.Contains("bypass_iommu=on", StringComparison.Ordinal) ?? false;
            foreach (var function in machine.Functions)
            {
                if (function.Bus.Parent is null && (function.Bus.Number == 0 || !expanders)) unit.Covers(function);
            }
        }
    }
}

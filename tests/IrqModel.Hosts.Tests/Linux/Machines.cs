using System.Collections.Immutable;
using IrqModel.Hosts.Tests.Drivers;

namespace IrqModel.Hosts.Tests.Linux;

/// <summary>Machines on which the versions of Linux differ.</summary>
internal static class Machines
{
    private static SriovCapability Sriov => new(TotalVfs: 7, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 3);

    /// <summary>A NIC with VFs on the root bus.</summary>
    public static Machine Nic(RemappingArchitecture? unit)
    {
        var machine = new Machine("nic");
        var root = machine.AddRootBus();
        root.AddFunction("02.0", DeviceNames.Igb, msixVectors: 10, sriov: Sriov).Gsi = 22;
        switch (unit)
        {
            case RemappingArchitecture.VtD:
                machine.AddCatchAllUnit().Covers(IoApic());
                break;
            case RemappingArchitecture.AmdVi:
                machine.AddAmdIommu(root.AddFunction("00.2", DeviceNames.AmdIommu, msixVectors: 0, msiVectors: 1));
                break;
        }

        return machine;
    }

    /// <summary>A NIC that is in no scope: a unit names another function.</summary>
    public static Machine UncoveredNic()
    {
        var machine = new Machine("uncovered nic");
        var root = machine.AddRootBus();
        root.AddFunction("02.0", DeviceNames.Igb, msixVectors: 10, sriov: Sriov).Gsi = 22;
        machine.AddRemappingUnit().Covers(IoApic()).Covers(root.AddFunction("03.0", DeviceNames.VirtioNet, msixVectors: 3));
        return machine;
    }

    /// <summary>Two NICs behind root ports that two units cover; the second port is covered by the catch-all.</summary>
    public static Machine TwoUnits()
    {
        var machine = new Machine("two units");
        var root = machine.AddRootBus();
        var first = root.AddBridge("01.0", BridgeKind.RootPort, DeviceNames.RootPort, secondaryBus: 1, msixVectors: 1);
        first.SecondaryBus.AddFunction("00.0", DeviceNames.Igb, msixVectors: 10, sriov: Sriov);
        var second = root.AddBridge("02.0", BridgeKind.RootPort, DeviceNames.RootPort, secondaryBus: 2, msixVectors: 1);
        second.SecondaryBus.AddFunction("00.0", DeviceNames.Igb, msixVectors: 10, sriov: Sriov);
        machine.AddRemappingUnit().Covers(first);
        machine.AddCatchAllUnit().Covers(IoApic());
        return machine;
    }

    public static PciDriver[] Drivers(bool reinitializesFirst = true) =>
        [new PortDriver(), new VirtioDriver(), new IgbDriver(processors: 2, reinitializesFirst), new IgbvfDriver()];

    private static DeviceScope IoApic() => new(DeviceScopeKind.IoApic, 0xFF, ImmutableArray.Create<(byte, byte)>((0, 0)));
}

using System.Collections.Immutable;
using IrqModel;

namespace SeedThread.Machines;

/// <summary>The machines that the nine systems run on.</summary>
public static class SeedMachines
{
    private static SriovCapability Sriov => new(TotalVfs: 7, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 3);

    /// <summary>One catch-all unit; a NIC with SR-IOV on the root bus.</summary>
    public static Machine OneUnit()
    {
        var machine = new Machine("one unit, one NIC");
        var root = machine.AddRootBus();
        root.AddFunction("02.0", "nic", msixVectors: 5, sriov: Sriov);
        machine.AddCatchAllUnit().Covers(IoApic());
        return machine;
    }

    /// <summary>One catch-all unit; the NIC is plugged in after boot.</summary>
    public static Machine HotPluggedNic()
    {
        var machine = new Machine("one unit, NIC hot-plugged");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 5, sriov: Sriov, plugged: false);
        machine.AddCatchAllUnit().Covers(IoApic());
        return machine;
    }

    /// <summary>The usual pair of client machines: one unit for the graphics device, one for the rest of the same bus.</summary>
    public static Machine TwoUnitsOnOneBus()
    {
        var machine = new Machine("two units on one bus");
        var root = machine.AddRootBus();
        var graphics = root.AddFunction("01.0", "gpu", msixVectors: 1);
        root.AddFunction("02.0", "nic", msixVectors: 5, sriov: Sriov);
        machine.AddRemappingUnit().Covers(graphics);
        machine.AddCatchAllUnit().Covers(IoApic());
        return machine;
    }

    /// <summary>Four units on one bus: an endpoint, a bridge with what is below it, an endpoint named twice, and the rest.</summary>
    public static Machine SeveralUnitsOnOneBus()
    {
        var machine = new Machine("four units on one bus");
        var root = machine.AddRootBus();
        var graphics = root.AddFunction("01.0", "gpu", msixVectors: 1);
        root.AddFunction("02.0", "sata", msixVectors: 1);
        var audio = root.AddFunction("03.0", "audio", msixVectors: 1);
        var port = root.AddBridge("1c.0", BridgeKind.RootPort, "port");
        port.SecondaryBus.AddFunction("00.0", "nic", msixVectors: 5, sriov: Sriov);

        // Firmware that names a function twice is wrong, and which of the two is found first is what S8 shows.
#pragma warning disable IRQ5002
        machine.AddRemappingUnit().Covers(graphics).Covers(audio);
#pragma warning restore IRQ5002
        machine.AddRemappingUnit().Covers(port);
        machine.AddRemappingUnit().Covers(audio);
        machine.AddCatchAllUnit().Covers(IoApic());
        return machine;
    }

    private static DeviceScope IoApic() => new(DeviceScopeKind.IoApic, startBus: 0xF0, ImmutableArray.Create<(byte, byte)>((0x1F, 0)), enumerationId: 2);
}

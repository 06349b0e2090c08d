using IrqModel;

namespace BugMuseum.Shared;

/// <summary>Machines that several bugs were met on.</summary>
internal static class Machines
{
    /// <summary>One catch-all unit and a NIC with SR-IOV, whose VFs are on its own bus.</summary>
    public static Machine OneNic(bool plugged = true)
    {
        var machine = new Machine("one unit, one NIC");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2), plugged: plugged);
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>A NIC below a port whose VFs are on the bus after the NIC's own, which no bridge leads to.</summary>
    public static Machine VfsOnVirtualBus()
    {
        var machine = new Machine("VFs on a virtual bus");
        var port = machine.AddRootBus().AddBridge("01.0", secondaryBus: 1, subordinateBus: 2);
        port.SecondaryBus.AddFunction("00.0", "nic", msixVectors: 4, sriov: new(TotalVfs: 4, FirstVfOffset: 0x100, VfStride: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>One unit for the NIC, the other for the rest.</summary>
    public static Machine NicWithItsOwnUnit(bool plugged = true)
    {
        var machine = new Machine("the NIC's unit and a catch-all");
        var nic = machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2), plugged: plugged);
        machine.AddRemappingUnit().Covers(nic);
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>A disk behind an Intel VMD.</summary>
    public static Machine DiskBehindVmd()
    {
        var machine = new Machine("VMD");
        var vmd = machine.AddRootBus().AddFunction("0e.0", "vmd", msixVectors: 8);
        machine.AddRootBusBehind(vmd).AddBridge("01.0", secondaryBus: 1).SecondaryBus.AddFunction("00.0", "disk", msixVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>The NIC of a machine.</summary>
    public static PhysicalFunction Nic(Host host) => (PhysicalFunction)host.Machine.Functions.First(function => function.Name == "nic");
}

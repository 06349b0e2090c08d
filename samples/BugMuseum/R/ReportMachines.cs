using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.R;

/// <summary>Machines that several reports were met on.</summary>
internal static class ReportMachines
{
    /// <summary>Where the device is.</summary>
    public static readonly Bdf Device = Bdf.Parse("00:02.0");

    /// <summary>One device with MSI-X and SR-IOV behind one unit.</summary>
    public static Machine OneDevice()
    {
        var machine = new Machine("one device");
        machine.AddRootBus().AddFunction("02.0", "device", msixVectors: 4, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>One device that sends, for good, what its table held when MSI was enabled.</summary>
    public static Machine LatchingDevice()
    {
        var machine = OneDevice();
        machine[Device].LatchesMessages = true;
        return machine;
    }

    /// <summary>The device of a machine.</summary>
    public static PhysicalFunction DeviceOf(Host host) => (PhysicalFunction)host.Machine[Device];
}

using IrqModel;

namespace BugMuseum.R;

/// <summary>What both models of R23 have in common: a host that passes a VF through.</summary>
internal abstract class R23Host(Machine machine) : Kernel(machine)
{
    /// <summary>A guest gets a VF, and the VF goes.</summary>
    public async Flow PassThrough()
    {
        var device = ReportMachines.DeviceOf(this);
        await device.EnableSriov(1);
        await Serve(device.VirtualFunctions[0], new Guest("guest"));
        await device.DisableSriov();
    }

    /// <summary>What is done with the VF.</summary>
    protected abstract Flow Serve(PciFunction function, Guest guest);
}

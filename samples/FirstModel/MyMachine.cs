using IrqModel;

namespace FirstModel;

/// <summary>Hardware is data: a few lines, and the defaults are those of real hardware.</summary>
internal static class MyMachine
{
    public static Machine Build()
    {
        var machine = new Machine("one NIC with SR-IOV");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4, sriov: new SriovCapability(TotalVfs: 8, FirstVfOffset: 0x80, VfStride: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    public static PhysicalFunction Nic(Host host) => (PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")];
}

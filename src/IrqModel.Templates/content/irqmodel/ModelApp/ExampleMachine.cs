using IrqModel;

namespace ModelApp;

/// <summary>Hardware is data: a NIC with SR-IOV behind one remapping unit. What is not said is as in real hardware.</summary>
public static class ExampleMachine
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

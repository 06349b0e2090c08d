using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.E;

/// <summary>A PF's driver that forgets its VFs.</summary>
internal sealed class E01 : Exhibit
{
    public override string Id => "E01";

    public override string Commit => "invariant 20: sriov_release()";

    public override string Title => "Driver left SR-IOV enabled after remove";

    public override string Story =>
        "A PF's driver must call pci_disable_sriov() when it is unbound; the core only warns, in pci_iov_remove(): \"driver left SR-IOV enabled after "
        + "remove\". When the PF then goes, sriov_release() would free what the VFs still point to, and has a BUG_ON(num_VFs). Here the VFs stay in "
        + "the system, with their driver, and answer no more.";

    public override IReadOnlyList<string> Rules => ["IRQ2004"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("NIC with SR-IOV");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new Linux_6_1(machine, new E01Before());

    public override Host After(Machine machine) => new Linux_6_1(machine, new E01After());

    public override async Flow Scenario(Host host)
    {
        var nic = (PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")];
        await nic.ConfigureSriov(2);            // echo 2 > sriov_numvfs
        await nic.Remove();                     // echo 1 > remove
    }
}

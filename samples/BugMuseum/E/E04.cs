using IrqModel;

namespace BugMuseum.E;

/// <summary>A bit that VFs do not have.</summary>
internal sealed class E04 : Exhibit
{
    public override string Id => "E04";

    public override string Commit => "12856e7acde4";

    public override string Title => "VFs were taken to have memory decoding off";

    public override string Story =>
        "Memory Space Enable in the command register of a VF is hardwired to 0; what decides is VF MSE of its PF. Since abafbc551fdd vfio refuses to "
        + "touch the memory of a function whose bit is 0, and so the MSI-X tables of all VFs: nothing was written to them after a reset or a resume. "
        + "12856e7acde4 marks VFs with no_command_memory in pci_iov_add_virtfn(), and the test asks for that first.";

    public override IReadOnlyList<string> Rules => ["IRQ4006"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("NIC with SR-IOV");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new E04Before(machine);

    public override Host After(Machine machine) => new E04After(machine);

    public override async Flow Scenario(Host host)
    {
        await ((PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")]).ConfigureSriov(2);
        await host.SuspendDevices();
        await host.ResumeDevices();
    }
}

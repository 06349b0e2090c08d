using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.E;

/// <summary>A bus without a bridge.</summary>
internal sealed class E06 : Exhibit
{
    public override string Id => "E06";

    public override string Commit => "2026, PCI: NULL bus->self in pci_read_bridge_bases() on the virtual bus of VFs";

    public override string Title => "The kernel read the windows of a bridge that a bus of VFs does not have";

    public override string Story =>
        "VFs beyond their PF's bus are put on a virtual bus: it has a parent and no bridge (bus->self is NULL). pci_read_bridge_bases() leaves "
        + "root buses out and asks the bridge of any other bus for its windows, so that adding the first VF ended in a NULL pointer. The fix, "
        + "which was posted and not seen merged, leaves buses without a bridge out too. It is the mistake of 38ea72bdb65d in another place. No "
        + "rule is broken: the VFs are never added.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("VFs beyond the bus of their PF");
        var port = machine.AddRootBus().AddBridge("1c.0", secondaryBus: 1, subordinateBus: 2);
        port.SecondaryBus.AddFunction("00.0", "nic", msixVectors: 2, sriov: new SriovCapability(TotalVfs: 2, FirstVfOffset: 0x100, VfStride: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new E06Before(machine);

    public override Host After(Machine machine) => new E06After(machine);

    public override async Flow Scenario(Host host)
    {
        try
        {
            await ((PhysicalFunction)host.Machine[Bdf.Parse("01:00.0")]).EnableSriov(2);
        }
        catch (NullReferenceException)
        {
            // The oops ends the process that wrote to sriov_numvfs, and no more.
        }
    }

    public override string? Damage(RunResult result) => result.Functions.Any(function => function.Address.Bus == 2)
        ? Harm.In(result)
        : "nic: no VF was added";
}

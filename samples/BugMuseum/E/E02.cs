using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.E;

/// <summary>SR-IOV is enabled while the PF is pulled out.</summary>
internal sealed class E02 : Exhibit
{
    public override string Id => "E02";

    public override string Commit => "a5338e365c45";

    public override string Title => "Enabling SR-IOV raced with hotplug";

    public override string Story =>
        "Hotplug removes devices under pci_lock_rescan_remove(); sriov_numvfs_store() did not take it, so that VFs could be added to a PF that had gone "
        + "meanwhile, or be removed twice. 05703271c3cd locked in sriov_add_vfs() and sriov_del_vfs(), where a PF that disables SR-IOV in its own "
        + "removal has the lock already, and was reverted (2fa119c0e5e5); a5338e365c45 locks in the sysfs store. The models show the two threads as "
        + "they ran: side by side, or one after the other.";

    public override IReadOnlyList<string> Rules => ["IRQ4005"];

    public override IReadOnlyList<string> RelatedCommits => ["05703271c3cd", "2fa119c0e5e5"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("NIC in a hotplug slot");
        machine.AddRootBus().AddBridge("1c.0", secondaryBus: 1).SecondaryBus
            .AddFunction("00.0", "nic", msixVectors: 2, sriov: new(TotalVfs: 4, FirstVfOffset: 8, VfStride: 8));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new E02Before(machine);

    public override Host After(Machine machine) => new E02After(machine);

    public override Flow Scenario(Host host) =>
        ((E02Host)host).StoreNumVfsDuringUnplug((PhysicalFunction)host.Machine[Bdf.Parse("01:00.0")], 2);

    public override string? Damage(RunResult result)
    {
        foreach (var function in result.Functions)
        {
            if (function.PhysicalFunction is { } physical && result.Functions.All(other => other.Address != physical))
                return $"{function.Name} is in the system, its PF {physical} is not";
        }

        return base.Damage(result);
    }
}

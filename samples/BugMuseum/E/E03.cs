using IrqModel;

namespace BugMuseum.E;

/// <summary>VFs that are there before their PF has its MSI domain.</summary>
internal sealed class E03 : Exhibit
{
    public override string Id => "E03";

    public override string Commit => "invariant 3: sriov_init()";

    public override string Title => "VFs that the previous kernel left enabled were taken over too early";

    public override string Story =>
        "A kernel that was started by kexec may find VF Enable set. sriov_init(), called by pci_init_capabilities() before the PF is announced, clears it "
        + "and waits a second, because VFs that were taken over at this point would copy the MSI domain of a PF which has only the provisional one: "
        + "plain PCI-MSI, blocked. Only the PF's driver, which binds after the DMAR notifier has run, enables them. The first model takes them over "
        + "where the capability is found.";

    public override IReadOnlyList<string> Rules => ["IRQ2002"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("NIC with VFs left enabled");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2, sriov: new(TotalVfs: 4, FirstVfOffset: 0x80, VfStride: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new E03Before(machine);

    public override Host After(Machine machine) => new E03After(machine);
}

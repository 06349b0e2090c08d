using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.E;

/// <summary>Two threads, two locks.</summary>
internal sealed class E05 : Exhibit
{
    public override string Id => "E05";

    public override string Commit => "a91ee0e9fca9";

    public override string Title => "Changing the number of VFs and a reset waited for each other for ever";

    public override string Story =>
        "pci_dev_lock() took the lock of configuration accesses and then the device's. sriov_numvfs_store() holds the device's, and "
        + "below it SR-IOV is switched with configuration accesses blocked. When somebody reset the PF while an administrator changed "
        + "the number of VFs, each waited for the other. The fix has pci_dev_lock() take the device's lock first. The commit shows it "
        + "with sriov_disable(), the model with sriov_enable(): the PF stays as the reset has left it. The models give up after a "
        + "while, as the watchdog for hung tasks does. No rule is broken: locks are no part of the protocol.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new E05Before(machine);

    public override Host After(Machine machine) => new E05After(machine);

    public override Flow Scenario(Host host) => ((E05Host)host).ResetWhileVfsAreEnabled(Machines.Nic(host));
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>VMD's own domain is set on the hidden bus before anything is found there</summary>
internal sealed class A04 : Exhibit
{
    public override string Id => "A04";

    public override string Commit => "886e67100b90";

    public override string Title => "VMD's own domain is set on the hidden bus before anything is found there";

    public override string Story =>
        "The real answer to 2565e5b69c44: dev_set_msi_domain(&vmd->bus->dev, dev_get_msi_domain(&vmd->dev->dev)) before " +
        "pci_scan_child_bus(), so that the hidden functions get the VMD's domain and their messages are remapped with the VMD's " +
        "requester id.";

    public override IReadOnlyList<string> Rules => [RuleIds.BusDomainAfterScan];

    public override Machine BuildMachine() => Machines.DiskBehindVmd();

    public override Host Before(Machine machine) => A04.Linux(machine, host => new VmdDriver_Before886e(host));

    public override Host After(Machine machine) => A04.Linux(machine, host => new VmdDriver(host));

    private static Linux_6_1 Linux(Machine machine, Func<Func<Host>, VmdDriver> vmd)
    {
        Host? host = null;
        var linux = new Linux_6_1(machine, vmd(() => host!), new NamedDriver("disk"));
        host = linux;
        return linux;
    }
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>A VMD that lets messages pass leaves what is behind it with the plain domain</summary>
internal sealed class A03 : Exhibit
{
    public override string Id => "A03";

    public override string Commit => "2565e5b69c44";

    public override string Title => "A VMD that lets messages pass leaves what is behind it with the plain domain";

    public override string Story =>
        "Since ee81ee84f873 the VMD driver lets MSI-X of the hidden functions pass, but gave their bus no MSI domain: they got the "
        + "default one and with interrupt remapping on the machine did not boot. The first answer was to let the VMD take messages over "
        + "again wherever interrupts are remapped. The bug is that of A04, with its first repair; c94f732e8001 took that back when "
        + "A04's came.";

    public override IReadOnlyList<string> Rules => [RuleIds.BusDomainAfterScan];

    public override IReadOnlyList<string> RelatedCommits => ["ee81ee84f873", "c94f732e8001"];

    public override Machine BuildMachine() => Machines.DiskBehindVmd();

    public override Host Before(Machine machine) => A03.Linux(machine, host => new VmdDriver_Before886e(host));

    public override Host After(Machine machine) => A03.Linux(machine, host => new VmdDriver(host, takesOverMessages: true));

    private static Linux_6_1 Linux(Machine machine, Func<Func<Host>, VmdDriver> vmd)
    {
        Host? host = null;
        var linux = new Linux_6_1(machine, vmd(() => host!), new NamedDriver("disk"));
        host = linux;
        return linux;
    }
}

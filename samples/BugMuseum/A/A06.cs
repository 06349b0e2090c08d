using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>Hyper-V's domain reaches the bus only after its functions were found</summary>
internal sealed class A06 : Exhibit
{
    public override string Id => "A06";

    public override string Commit => "9e7f9178ab49";

    public override string Title => "Hyper-V's domain reaches the bus only after its functions were found";

    public override string Story =>
        "The domain was found by way of x86's pci_sysdata; the commit sets it on the bridge at probing time, before the scan, for every " +
        "architecture. No report of a failure is known to go with it: the model before shows what the order keeps away, a bus that gets its " +
        "domain when its functions have taken another.";

    public override IReadOnlyList<string> Rules => [RuleIds.BusDomainAfterScan];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new HyperVRoot_Before9e7f(machine, new EndpointDriver());

    public override Host After(Machine machine) => new HyperVRoot(machine, new EndpointDriver());
}

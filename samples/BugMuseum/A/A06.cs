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
        "The domain hung on the bus's sysdata and was looked up by whoever came first; set on the bridge before the scan, every " +
        "function has it from the start.";

    public override IReadOnlyList<string> Rules => [RuleIds.BusDomainAfterScan];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new HyperVRoot_Before9e7f(machine, new EndpointDriver());

    public override Host After(Machine machine) => new HyperVRoot(machine, new EndpointDriver());
}

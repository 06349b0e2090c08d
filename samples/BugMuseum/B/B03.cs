using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.B;

/// <summary>The IOMMU looks at a function only when a driver binds to it</summary>
internal sealed class B03 : Exhibit
{
    public override string Id => "B03";

    public override string Commit => "bcb81ac6ae3c";

    public override string Title => "The IOMMU looks at a function only when a driver binds to it";

    public override string Story =>
        "With firmware descriptions the IOMMU was told of a device by the driver core's dma_configure(), on the way to probe(): " +
        "whoever needed to know before that, the MSI domain included, asked too early. The fix probes when the device is added.";

    public override IReadOnlyList<string> Rules => [RuleIds.DomainBeforeRegistration];

    public override Machine BuildMachine() => Machines.NicWithItsOwnUnit(plugged: false);

    public override Host Before(Machine machine) => new B03Before(machine);

    public override Host After(Machine machine) => new B03After(machine);

    public override Flow Scenario(Host host) => host.HotAdd(Machines.Nic(host));

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function.Interrupts.IsEmpty && function.Driver is not null) is { } without
            ? $"{without.Name}: looked up too early, no MSI domain, no vectors"
            : Harm.In(result);
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.B;

/// <summary>The IOMMU core probes a hot-added function before the DMAR driver knows it</summary>
internal sealed class B01 : Exhibit
{
    public override string Id => "B01";

    public override string Commit => "316f92a705a4";

    public override string Title => "The IOMMU core probes a hot-added function before the DMAR driver knows it";

    public override string Story =>
        "The DMAR driver's notifier had priority INT_MIN, the IOMMU core's 0: on a rescan the core looked the function up in " +
        "scopes that it was not in yet. The fix gives the DMAR driver priority 1.";

    public override IReadOnlyList<string> Rules => [RuleIds.DomainBeforeRegistration];

    public override Machine BuildMachine() => Machines.NicWithItsOwnUnit(plugged: false);

    public override Host Before(Machine machine) => new B01Before(machine);

    public override Host After(Machine machine) => new B01After(machine);

    public override Flow Scenario(Host host) => host.HotAdd(Machines.Nic(host));

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function.Interrupts.IsEmpty && function.Driver is not null) is { } without
            ? $"{without.Name}: looked up too early, no MSI domain, no vectors"
            : Harm.In(result);
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Rules;

namespace BugMuseum.C;

/// <summary>A driver binds inside device_add(), before anything about the function is settled</summary>
internal sealed class C01 : Exhibit
{
    public override string Id => "C01";

    public override string Commit => "58d9a38f6fac";

    public override string Title => "A driver binds inside device_add(), before anything about the function is settled";

    public override string Story =>
        "device_add() attached a matching driver at once: on hot-plug it probed before resources were assigned, and today before " +
        "the MSI domain is decided. The fix is match_driver: false until pci_bus_add_device().";

    public override IReadOnlyList<string> Rules => [RuleIds.BindingBeforeDomain];

    public override Machine BuildMachine() => Machines.OneNic(plugged: false);

    public override Host Before(Machine machine) => new C01Before(machine);

    public override Host After(Machine machine) => new C01After(machine);

    public override Flow Scenario(Host host) => host.HotAdd(Machines.Nic(host));
}

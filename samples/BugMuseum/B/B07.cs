using BugMuseum.Shared;
using IrqModel;
using IrqModel.Rules;

namespace BugMuseum.B;

/// <summary>A card that is plugged in while the DMAR driver starts is never seen</summary>
internal sealed class B07 : Exhibit
{
    public override string Id => "B07";

    public override string Commit => "2017, iommu/vt-d: Don't register bus-notifier under dmar_global_lock";

    public override string Title => "A card that is plugged in while the DMAR driver starts is never seen";

    public override string Story =>
        "To end a lock inversion this commit took dmar_register_bus_notifier() out from under dmar_global_lock. Between dmar_dev_scope_init(), which " +
        "visits what is there, and the subscription there is a gap since: what comes in it is neither visited nor announced. Read from the source, " +
        "not from a report; the model after it leaves no gap, as the kernel before the commit.";

    public override IReadOnlyList<string> Rules => [RuleIds.NotifierAfterScan];

    public override Machine BuildMachine() => Machines.OneNic(plugged: false);

    public override Host Before(Machine machine) => new B07Before(machine);

    public override Host After(Machine machine) => new B07After(machine);
}

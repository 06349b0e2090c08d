using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>A function that is forgotten too early.</summary>
internal sealed class B08 : Exhibit
{
    public override string Id => "B08";

    public override string Commit => "e6a8c9b337ee";

    public override string Title => "A function left its scope while its driver was still at work";

    public override string Story =>
        "The DMAR driver took a function out of its unit's scope at BUS_NOTIFY_DEL_DEVICE, which comes before the driver is unbound. "
        + "In the report the driver then unmapped its DMA buffers, the mappings were gone already, and the kernel met a BUG. The fix, "
        + "in 4.5-rc6, waits for BUS_NOTIFY_REMOVED_DEVICE, which comes when the driver has let go. The model shows the same order with "
        + "an interrupt, of which no report is known to us: the driver asks for one to shut its device down, the look-up finds no unit, "
        + "and the unit blocks the plain domain's message.";

    public override IReadOnlyList<string> Rules => [];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new B08Before(machine);

    public override Host After(Machine machine) => new B08After(machine);

    public override Flow Scenario(Host host) => ((B08Linux)host).Unplug(Machines.Nic(host));
}

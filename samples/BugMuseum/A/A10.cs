using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.A;

/// <summary>Two domains under one name.</summary>
internal sealed class A10 : Exhibit
{
    public override string Id => "A10";

    public override string Commit => "e3beca48a45b";

    public override string Title => "A domain kept a pointer to a firmware node that had been freed";

    public override string Story =>
        "An IRQ domain is found by the firmware node that it was created with. Callers made a named node and freed it as soon as the "
        + "domain existed, because it only carried a name and the core kept no pointer to it. Since 711419e504eb the core does keep "
        + "one, which then led to freed memory; destroying such a domain freed the node twice. The fix leaves the node allocated. The "
        + "model shows what else can follow: the next node gets the same address, and a look-up matches the domain of another unit. "
        + "Every step is there and in order; what the look-up compares is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override IReadOnlyList<string> RelatedCommits => ["711419e504eb"];

    public override Machine BuildMachine() => Machines.NicWithItsOwnUnit();

    public override Host Before(Machine machine) => new A10Linux(machine, new A10Before(machine));

    public override Host After(Machine machine) => new A10Linux(machine, new A10After(machine));
}

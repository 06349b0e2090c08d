using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.A;

/// <summary>Two domains under one name.</summary>
internal sealed class A10 : Exhibit
{
    public override string Id => "A10";

    public override string Commit => "e3beca48a45b";

    public override string Title => "A domain was looked up by a firmware node that had been freed";

    public override string Story =>
        "An IRQ domain is found by the firmware node that it was created with. Callers made the node with "
        + "irq_domain_alloc_named_fwnode() and freed it as soon as the domain existed, because the domain kept only a copy of the name; "
        + "the pointer stayed in domain->fwnode, and the memory went to the next caller. A look-up could then match the domain of another "
        + "unit. The fix keeps the node until the domain goes. Every step is there and in order; what the look-up compares is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => Machines.NicWithItsOwnUnit();

    public override Host Before(Machine machine) => new A10Linux(machine, new A10Before(machine));

    public override Host After(Machine machine) => new A10Linux(machine, new A10After(machine));
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>Entries of what is behind a VMD verify an id that never leaves the VMD</summary>
internal sealed class A09 : Exhibit
{
    public override string Id => "A09";

    public override string Commit => "9b4a824b889e";

    public override string Title => "Entries of what is behind a VMD verify an id that never leaves the VMD";

    public override string Story =>
        "set_msi_sid() was given the hidden function and wrote that function's requester id into the entry. Outside, its requests carry the id of " +
        "the VMD: once the VMD let messages pass, each failed the verification. The fix hands pci_real_dma_dev() to set_msi_sid().";

    public override IReadOnlyList<string> Rules => [RuleIds.ForeignSourceId];

    public override Machine BuildMachine() => Machines.DiskBehindVmd();

    public override Host Before(Machine machine) => new A09Before(machine);

    public override Host After(Machine machine) => new A09After(machine);
}

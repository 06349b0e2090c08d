using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.C;

/// <summary>match_driver kept false to keep drivers off, and never given back</summary>
internal sealed class C04 : Exhibit
{
    public override string Id => "C04";

    public override string Commit => "invariant 1: pci_bus_add_device()";

    public override string Title => "match_driver kept false to keep drivers off, and never given back";

    public override string Story =>
        "The other half of 58d9a38f6fac: pci_device_add() sets match_driver to false, and only pci_bus_add_device() sets it back. A path that adds " +
        "a function and leaves that call out has a function which no driver can ever bind to. No commit is known to have repaired this; the " +
        "kernel keeps the two calls together in pci_scan_child_bus() and pci_iov_add_virtfn().";

    public override IReadOnlyList<string> Rules => [RuleIds.BindingNeverAllowed];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new C04Before(machine);

    public override Host After(Machine machine) => new C04After(machine);

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function.Driver is null) is { } unbound ? $"{unbound.Name}: no driver binds" : Harm.In(result);
}

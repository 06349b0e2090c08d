using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>VFs on virtual buses get no MSI domain: nothing leads up from there</summary>
internal sealed class A02 : Exhibit
{
    public override string Id => "A02";

    public override string Commit => "38ea72bdb65d";

    public override string Title => "VFs on virtual buses get no MSI domain: nothing leads up from there";

    public override string Story =>
        "pci_set_bus_msi_domain() asked bus->self for a domain. A virtual bus, made for VFs beyond their PF's bus, has none, so " +
        "its VFs had no MSI domain. The fix starts at the PF's bus and walks up.";

    public override IReadOnlyList<string> Rules => [RuleIds.DomainFromVirtualBus];

    public override Machine BuildMachine() => Machines.VfsOnVirtualBus();

    public override Host Before(Machine machine) => new A02Before(machine);

    public override Host After(Machine machine) => new A02After(machine);

    public override Flow Scenario(Host host) => Machines.Nic(host).EnableSriov(2);

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function is { IsVirtual: true, Interrupts.IsEmpty: true }) is { } without
            ? $"{without.Name}: no MSI domain, no vectors"
            : Harm.In(result);
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>The domain is stored when the IOMMU has not looked at the function yet</summary>
internal sealed class A07 : Exhibit
{
    public override string Id => "A07";

    public override string Commit => "invariant 1: intel_irq_remap_add_device()";

    public override string Title => "The domain is stored when the IOMMU has not looked at the function yet";

    public override string Story =>
        "Looked up at every allocation (5.9) the domain was always right; stored once, as since 85a8dfc57a0b, it must be stored after registration. " +
        "Asked for in pcibios_device_add(), as the thread about that commit considered, the look-up finds nothing. No release had it this way: " +
        "intel_irq_remap_add_device() runs in the notifier, where the function has just been registered.";

    public override IReadOnlyList<string> Rules => [RuleIds.DomainBeforeRegistration];

    public override Machine BuildMachine() => Machines.NicWithItsOwnUnit(plugged: false);

    public override Host Before(Machine machine) => new A07Before(machine);

    public override Host After(Machine machine) => new A07After(machine);

    public override Flow Scenario(Host host) => host.HotAdd(Machines.Nic(host));

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function.Interrupts.IsEmpty && function.Driver is not null) is { } without
            ? $"{without.Name}: no MSI domain, no vectors"
            : Harm.In(result);
}

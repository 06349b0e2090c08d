using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>VFs keep the plain PCI-MSI domain because the DMAR notifier skips them</summary>
internal sealed class A01 : Exhibit
{
    public override string Id => "A01";

    public override string Commit => "ff828729be44";

    public override string Title => "VFs keep the plain PCI-MSI domain because the DMAR notifier skips them";

    public override string Story =>
        "Since 85a8dfc57a0b the MSI domain is stored in struct device by the DMAR driver's ADD notifier, which returned at once for "
        + "VFs: they kept the domain of pcibios_device_add(), wrote compatibility-format messages, and the unit blocked them. The fix "
        + "lets a VF inherit the domain of its PF there. It did not compile without CONFIG_PCI_ATS; 8986f223bd77 repaired that, and was "
        + "reverted (01cf158e48d2) in favour of another repair.";

    public override IReadOnlyList<string> Rules => [RuleIds.VirtualFunctionWithoutDomain];

    public override IReadOnlyList<string> RelatedCommits => ["85a8dfc57a0b", "8986f223bd77", "01cf158e48d2"];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new Linux_5_10_rc3(machine, new EndpointDriver());

    public override Host After(Machine machine) => new Linux_5_10(machine, new EndpointDriver());

    public override Flow Scenario(Host host) => Machines.Nic(host).EnableSriov(2);
}

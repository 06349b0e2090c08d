using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>Xen replaces the MSI domain after the default has been made</summary>
internal sealed class A05 : Exhibit
{
    public override string Id => "A05";

    public override string Commit => "70245f86c109";

    public override string Title => "Xen replaces the MSI domain after the default has been made";

    public override string Story =>
        "x86_create_pci_msi_domain() ran before x86_init.pci.arch_init(), in which Xen installs its own: dom0 made native " +
        "messages that Xen's units block. The fix swaps the two calls.";

    public override IReadOnlyList<string> Rules => [RuleIds.OverrideAfterDefault];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new XenDom0_Before7024(machine, new EndpointDriver());

    public override Host After(Machine machine) => new XenDom0(machine, new EndpointDriver());
}

using IrqModel;
using IrqModel.Rules;

namespace BugMuseum.C;

/// <summary>A stranger's probe takes the interrupt of the IOMMU's own function</summary>
internal sealed class C02 : Exhibit
{
    public override string Id => "C02";

    public override string Commit => "cbbc00be2ce3";

    public override string Title => "A stranger's probe takes the interrupt of the IOMMU's own function";

    public override string Story =>
        "An AMD IOMMU is a PCI function that its driver uses without binding to it, so any other driver could bind and treat its interrupt as its " +
        "own. The fix is match_driver = false on it. In the model a driver whose probe fails gives the interrupt back that it finds, which stands " +
        "for the pcibios_free_irq() of pci_device_probe().";

    public override IReadOnlyList<string> Rules => [RuleIds.FreedWhileRequested];

    public override Machine BuildMachine()
    {
        var machine = new Machine("AMD IOMMU and a NIC");
        var root = machine.AddRootBus();
        var own = root.AddFunction("00.2", "iommu", msixVectors: 0, msiVectors: 1);
        root.AddFunction("02.0", "nic", msixVectors: 4);
        machine.AddAmdIommu(own);
        return machine;
    }

    public override Host Before(Machine machine) => new C02Before(machine);

    public override Host After(Machine machine) => new C02After(machine);
}

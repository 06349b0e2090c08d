using IrqModel;
using IrqModel.Engine;
using IrqModel.Hosts;
using IrqModel.Rules;

namespace BugMuseum.F;

/// <summary>An error path that goes on with what was freed.</summary>
internal sealed class F04 : Exhibit
{
    public override string Id => "F04";

    public override string Commit => "9eee5330656b";

    public override string Title => "The message was written through a descriptor that had been freed";

    public override string Story =>
        "When msi_capability_init() fails, the descriptor's mask is restored and everything freed. pci_msi_setup_msi_irqs() frees the descriptors "
        + "itself when it fails, and the error path used its pointer to one of them: a use after free, found by KFENCE. The fix works on a copy "
        + "that was made before, and touches no descriptor after the teardown. Where such a write goes is luck: in the model to nobody, and the "
        + "driver's second attempt, with one vector, works.";

    public override IReadOnlyList<string> Rules => ["IRQ4005"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("endpoint with multi-message MSI");
        machine.AddRootBus().AddFunction("02.0", "endpoint", msixVectors: 0, msiVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new Linux_6_12(machine, new F04Before());

    public override Host After(Machine machine) => new Linux_6_12(machine, new F04After());

    public override string? Damage(RunResult result) =>
        result.Findings.Any(finding => finding.Key.Rule == RuleIds.UsedAfterRemoval)
            ? "the kernel wrote through a descriptor that belonged to nobody"
            : base.Damage(result);
}

using IrqModel;
using IrqModel.Engine;
using IrqModel.Hosts;

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
        + "that was made before, and touches no descriptor after the teardown. Here the write reaches nobody, and the driver never gets to its "
        + "second attempt.";

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
        result["00:02.0"].Interrupts.IsEmpty ? "the endpoint's message went to nobody, and it has no interrupt" : base.Damage(result);
}

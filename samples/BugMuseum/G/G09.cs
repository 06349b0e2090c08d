using IrqModel;

namespace BugMuseum.G;

/// <summary>A domain of a unit that is off.</summary>
internal sealed class G09 : Exhibit
{
    public override string Id => "G09";

    public override string Commit => "b34f10c2dc59";

    public override string Title => "A domain was found although interrupt remapping was off";

    public override string Story =>
        "AMD's driver registers its domains before the last check, that a unit covers every IOAPIC. Where the check failed remapping "
        + "stayed off, irq_remapping_select() matched all the same, and the kernel died on a NULL pointer in alloc_irq_table(). The fix "
        + "has it match nothing unless amd_iommu_irq_remap is set; 4b8ef157ca83 clears that where initialization fails. There it is "
        + "about IOAPICs and HPETs. The model shows it with a PCI function and a table that exists: messages are indexes into it, the "
        + "unit does not read it, and a processor takes them for vectors. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override IReadOnlyList<string> RelatedCommits => ["4b8ef157ca83"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("AMD without interrupt remapping") { OffersInterruptRemapping = false };
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2);
        machine.AddAmdIommu();
        return machine;
    }

    public override Host Before(Machine machine) => new G09Linux(machine, vectors => new G09Before(machine, vectors));

    public override Host After(Machine machine) => new G09Linux(machine, vectors => new G09After(machine, vectors));
}

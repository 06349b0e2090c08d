using IrqModel;

namespace BugMuseum.G;

/// <summary>A domain of a unit that is off.</summary>
internal sealed class G09 : Exhibit
{
    public override string Id => "G09";

    public override string Commit => "b34f10c2dc59";

    public override string Title => "A domain was found although interrupt remapping was off";

    public override string Story =>
        "irq_remapping_select() of AMD's driver answered for every device whose unit it knew, also where remapping could not be "
        + "switched on. Messages of these devices were indexes into tables that the unit did not read, and a processor took them for "
        + "vectors: timers and keyboards were dead after 26ab12bb9d96's rework. The fix has the look-up ask amd_iommu_irq_remap first. "
        + "There it is about IOAPICs and HPETs; the model shows it with a PCI function. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

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

using IrqModel;

namespace BugMuseum.F;

/// <summary>Half of an old message and half of a new one.</summary>
internal sealed class F09 : Exhibit
{
    public override string Id => "F09";

    public override string Commit => "6f1a4891a592";

    public override string Title => "An interrupt that was moved while it fired went to another function's handler";

    public override string Story =>
        "Without remapping, another processor means another address and another vector in the message, written one after the other. MSI without mask bits "
        + "cannot be stopped meanwhile, and an interrupt between the two writes goes to the new processor with the old vector: nobody's, or somebody "
        + "else's. The fix has msi_set_affinity() go to the new vector on the old processor first, and look whether one was lost there. It is one "
        + "operation, and what is wrong is inside it.";

    public override IReadOnlyList<string> Rules => [];

    public override bool IsRestless => true;

    public override Machine BuildMachine()
    {
        var machine = new Machine("no remapping") { Processors = 4 };
        var bus = machine.AddRootBus();
        bus.AddFunction("01.0", "nic", msixVectors: 5);
        bus.AddFunction("02.0", "xhci", msixVectors: 0, msiVectors: 1, msiMaskBits: false);
        return machine;
    }

    public override Host Before(Machine machine) => new F09Before(machine);

    public override Host After(Machine machine) => new F09After(machine);

    public override Flow Scenario(Host host)
    {
        host.Machine[Bdf.Parse("00:02.0")].SetAffinity(0, 0);   // echo 1 > /proc/irq/N/smp_affinity
        return Flow.Completed;
    }
}

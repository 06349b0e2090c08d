using IrqModel;

namespace BugMuseum.G;

/// <summary>A crash kernel that starts with an empty table.</summary>
internal sealed class G05 : Exhibit
{
    public override string Id => "G05";

    public override string Commit => "af3b358e4811";

    public override string Title => "The crash kernel gave the units an empty table while devices were still sending";

    public override string Story =>
        "A crash kernel is started without a word to the devices: they go on sending with the old kernel's messages until their drivers come. It set up "
        + "new tables and switched the units to them; every message in flight met an entry that was not present, and some devices did not survive "
        + "that. The fix finds remapping on (ir_pre_enabled()), copies the old table with iommu_load_old_irte() and starts from there.";

    public override IReadOnlyList<string> Rules => ["IRQ4004"];

    public override bool IsRestless => true;

    public override Machine BuildMachine()
    {
        var machine = new Machine("machine that crashed");
        machine.AddRootBus().AddFunction("02.0", "hba", msixVectors: 2);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new G05Before(machine);

    public override Host After(Machine machine) => new G05After(machine);

    public override Flow Scenario(Host host)
    {
        ((G05Host)host).StartCrashKernel();
        return Flow.Completed;
    }
}

using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.G;

/// <summary>Functions that the hypervisor has never heard of.</summary>
internal sealed class G06 : Exhibit
{
    private static readonly Bdf Disk = Bdf.Parse("10000:00:00.0");

    public override string Id => "G06";

    public override string Commit => "6c4d5aadf5df";

    public override string Title => "Disks behind a VMD got no interrupts under Xen";

    public override string Story =>
        "Where a VMD can let messages from behind it pass, vmd_enable_domain() gave its bus the VMD's own MSI domain. Under Xen that is Xen's, which gives "
        + "interrupts to functions that Xen knows; those behind a VMD are in segments that Xen does not have, and are not announced to it. The fix "
        + "does without VMD_FEAT_CAN_BYPASS_MSI_REMAP under Xen: the VMD takes the messages over and sends its own. Which of two working ways is right "
        + "depends on the platform, and no order of operations tells.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("VMD under Xen");
        var vmd = machine.AddRootBus().AddFunction("0e.0", "vmd", msixVectors: 4);
        machine.AddRootBusBehind(vmd).AddFunction("00.0", "nvme", msixVectors: 2);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new G06Before(machine);

    public override Host After(Machine machine) => new G06After(machine);

    public override string? Damage(RunResult result) =>
        result.Functions.Any(function => function.Address == Disk && function.Interrupts.IsEmpty) ? "nvme: the driver got no vectors" : base.Damage(result);
}

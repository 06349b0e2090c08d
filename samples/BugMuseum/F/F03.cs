using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>A driver that frees nothing once its device is gone.</summary>
internal sealed class F03 : Exhibit
{
    public override string Id => "F03";

    public override string Commit => "invariant 14: msi_device_data_release()";

    public override string Title => "Vectors stayed allocated when the device was pulled out";

    public override string Story =>
        "A driver that finds its device gone (all registers read as ones) is right not to touch it, and wrong to leave remove() without freeing what "
        + "belongs to software: free_irq() and pci_free_irq_vectors() work without the device. What is left keeps its table entries, and "
        + "\"remove_proc_entry: removing non-empty directory\" or a warning in msi_device_data_release() tells of it.";

    public override IReadOnlyList<string> Rules => ["IRQ4002"];

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new Linux_6_1(machine, new F03Before());

    public override Host After(Machine machine) => new Linux_6_1(machine, new F03After());

    public override Flow Scenario(Host host) => host.Machine[NicMachine.Nic].Remove();
}

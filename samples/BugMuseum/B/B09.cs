using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.B;

/// <summary>A function that Xen takes for another.</summary>
internal sealed class B09 : Exhibit
{
    public override string Id => "B09";

    public override string Commit => "5ccf1b8ae76d";

    public override string Title => "What is behind a VMD was announced to Xen under the address of another function";

    public override string Story =>
        "PHYSDEVOP_pci_device_add has 16 bits for the segment, and those that VMD makes up start at 0x10000. Announcing such a "
        + "function to Xen was an error, or named another one. In the model dom0 announces a disk at 10000:00:02.0 as 0000:00:02.0, "
        + "which is a NIC, and takes it back under that address when the disk is pulled out. After that Xen does not know the NIC and "
        + "gives it no interrupts. The fix announces nothing of such segments. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("VMD under Xen, and a NIC with the address of what is behind it");
        var root = machine.AddRootBus();
        var vmd = root.AddFunction("0e.0", "vmd", msixVectors: 4);
        root.AddFunction("02.0", "nic", msixVectors: 2);
        machine.AddRootBusBehind(vmd).AddFunction("02.0", "disk", msixVectors: 2);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new B09Before(machine);

    public override Host After(Machine machine) => new B09After(machine);

    public override async Flow Scenario(Host host)
    {
        await host.Machine[Bdf.Parse("10000:00:02.0")].Remove();
        var nic = host.Machine[Bdf.Parse("00:02.0")];   // its driver is loaded anew
        nic.ReleaseInterrupts();
        nic.FreeVectors();
        if (nic.AllocateVectors(nic.VectorCapacity) > 0) nic.RequestInterrupts();
    }

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}

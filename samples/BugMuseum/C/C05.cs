using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>A bit that another write took back.</summary>
internal sealed class C05 : Exhibit
{
    public override string Id => "C05";

    public override string Commit => "44bda4b7d26e";

    public override string Title => "A bit of a device was lost because two bits shared a word";

    public override string Story =>
        "is_added and is_busmaster were bit fields of one word in struct pci_dev. While one processor set the one, another called "
        + "pci_set_master(); each read the word, changed its bit and wrote all of it, and the later write took the other's bit back. "
        + "The commit is about is_added, and makes it an atomic bit of its own. The model shows the other half of the race, of which no "
        + "report is known to us: is_busmaster is lost, and after an error pci_reenable_device() leaves the function unable to send. No "
        + "rule is broken: the race is below the operations.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new C05Before(machine);

    public override Host After(Machine machine) => new C05After(machine);

    public override async Flow Scenario(Host host)
    {
        var nic = Machines.Nic(host);
        nic.Enable();                           // pci_enable_device()
        await ((C05Host)host).SetBits();
        nic.ReleaseInterrupts();                // the driver's error_detected()
        nic.FreeVectors();
        nic.Disable();
        if (((C05Host)host).IsBusMaster) nic.Enable(); // pci_reenable_device()
        if (nic.AllocateVectors(nic.VectorCapacity) > 0) nic.RequestInterrupts(); // slot_reset()
    }
}

using IrqModel;

namespace BugMuseum.R;

/// <summary>A toolstack that has the guest let go first.</summary>
internal sealed class R23After(Machine machine) : R23Host(machine)
{
    protected override async Flow Serve(PciFunction function, Guest guest)
    {
        function.AssignTo(guest);               // vfio_pci_open_device()
        await Flow.Completed;                   // the guest runs
        function.TakeBack();                    // vfio_pci_close_device()
        await function.Remove();                // echo 1 > remove
    }
}

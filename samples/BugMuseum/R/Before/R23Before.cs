using IrqModel;

namespace BugMuseum.R;

/// <summary>A toolstack that does not wait for the guest.</summary>
internal sealed class R23Before(Machine machine) : R23Host(machine)
{
    protected override async Flow Serve(PciFunction function, Guest guest)
    {
        function.AssignTo(guest);               // vfio_pci_open_device()
        await Flow.Completed;                   // the guest runs
        await function.Remove();                // echo 1 > remove
    }
}

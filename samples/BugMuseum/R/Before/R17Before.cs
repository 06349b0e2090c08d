using IrqModel;

namespace BugMuseum.R;

/// <summary>shutdown_vm(): the records first.</summary>
internal sealed class R17Before(Machine machine) : R17Hypervisor(machine)
{
    public override async Flow ShutDown(PciFunction function)
    {
        if (function.AllocateVectors(2) == 0) return;
        function.RequestInterrupts();
        await function.Remove();                // ptdev_release_all_entries()
        function.ReleaseInterrupts();           // vpci_cleanup()
        function.FreeVectors();
    }
}

using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux before 2738d5ab7929: an eject ends the wait for the host's answer.</summary>
internal sealed class G14Before(Machine machine) : G14Host(machine)
{
    public override async Flow SetUpDuringEject(PciFunction function)
    {
        if (function.ReserveVectors(1) == 0) return; // pci_alloc_irq_vectors(): hv_compose_msi_msg() breaks off
        function.UnmaskVectors();               // request_irq(): hv_irq_unmask()
        function.FreeVectors();                 // the driver's remove()
        await function.Remove();                // hv_eject_device_work()
    }
}

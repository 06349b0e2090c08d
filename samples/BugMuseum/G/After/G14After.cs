using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux since 2738d5ab7929: the host's answer is waited for.</summary>
internal sealed class G14After(Machine machine) : G14Host(machine)
{
    public override async Flow SetUpDuringEject(PciFunction function)
    {
        if (function.ReserveVectors(1) == 0) return;
        function.WriteMessages();               // pci_alloc_irq_vectors(): hv_compose_msi_msg()
        function.UnmaskVectors();               // request_irq(): hv_irq_unmask()
        function.FreeVectors();                 // the driver's remove()
        await function.Remove();                // hv_eject_device_work()
    }
}

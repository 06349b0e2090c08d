using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux before 2738d5ab7929: nothing keeps the device from going.</summary>
internal sealed class G14Before(Machine machine) : G14Host(machine)
{
    public override async Flow MoveDuringEject(PciFunction function)
    {
        await function.Remove();                // hv_eject_device_work()
        function.UnmaskVectors();               // hv_irq_unmask(): pci_msi_unmask_irq()
    }
}

using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux since 2738d5ab7929: the state lock lets the one in when the other is through.</summary>
internal sealed class G14After(Machine machine) : G14Host(machine)
{
    public override async Flow MoveDuringEject(PciFunction function)
    {
        function.UnmaskVectors();               // hv_irq_unmask(): pci_msi_unmask_irq()
        await function.Remove();                // hv_eject_device_work()
    }
}

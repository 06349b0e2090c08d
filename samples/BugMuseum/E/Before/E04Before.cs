using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.E;

/// <summary>Linux 5.8 before 12856e7acde4.</summary>
internal sealed class E04Before(Machine machine) : Linux_5_9(machine, new EndpointDriver())
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        if (IsMemoryDisabled(function)) return; // __vfio_pci_memory_enabled(): its table is not to be touched
        function.EnableMemoryDecoding();
        function.RestoreMessages();
    }

    // pci_read_config_word(pdev, PCI_COMMAND) after memory decoding was switched on: in a VF the bit stays 0.
    private static bool IsMemoryDisabled(PciFunction function) => function.IsVirtual;
}

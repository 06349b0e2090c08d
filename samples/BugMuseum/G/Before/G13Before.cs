using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux before b4b77778ecc5.</summary>
internal sealed class G13Before(Machine machine) : G13Host(machine)
{
    public override async Flow Retarget(PciFunction function)
    {
        function.ClearEntries();                // hv_int_desc_free(): PCI_DELETE_INTERRUPT_MESSAGE
        await Flow.Completed;                   // the host answers
        function.WriteMessages();               // PCI_CREATE_INTERRUPT_MESSAGE
    }
}

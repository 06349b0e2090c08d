using IrqModel;
using IrqModel.Contracts;

namespace OwnProtocol.Protocol;

/// <summary>What is done when a device is attached to a guest; each VMM has its own.</summary>
internal abstract class DoorbellAttachment(Doorbells doorbells)
{
    protected Doorbells Doorbells { get; } = doorbells;

    /// <summary>A function joins the guest. However the handler ends, the function has its doorbell.</summary>
    public abstract void OnAttach(
        [ArrivesWithout(DeviceFacts.DoorbellMapped)][LeavesWith(DeviceFacts.DoorbellMapped, Rule = VmmRules.AttachedUnmapped)] PciFunction function);

    /// <summary>Whether a function works in the address space of the host, untranslated.</summary>
    protected static bool IsUntranslated(PciFunction function) => function.Bus.Number == 0;
}

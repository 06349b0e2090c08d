using IrqModel;
using IrqModel.Contracts;

namespace BugMuseum.G;

/// <summary>What both models of G13 have in common: a guest whose interrupts are moved.</summary>
internal abstract class G13Host(Machine machine) : G03Host(machine)
{
    /// <summary>hv_compose_msi_msg(), once more.</summary>
    public abstract Flow Retarget([MayArriveWith(Facts.MsiEnabled)] PciFunction function);
}

using BugMuseum.Shared;
using IrqModel;
using IrqModel.Contracts;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>What both models of G10 have in common: interrupts that were a guest's a moment ago.</summary>
internal abstract class G10Host(Machine machine) : Linux_5_10(machine, new EndpointDriver())
{
    /// <summary>amd_iommu_deactivate_guest_mode()</summary>
    public abstract void LeaveGuestMode([MayArriveWith(Facts.MsiEnabled)] PciFunction function);
}

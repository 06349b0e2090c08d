using IrqModel.Contracts;

namespace OwnProtocol.Protocol;

/// <summary>A global system interrupt of a VM: KVM's routing table says where it goes, and an irqfd injects it.</summary>
internal sealed class Gsi
{
    private bool isAssigned;
    private bool isMasked;
    private bool isBakedIn;
    private int kept;

    /// <summary>Whether KVM's table has it.</summary>
    public bool HasRoute { get; private set; }

    /// <summary>How many interrupts the guest got.</summary>
    public int Arrived { get; private set; }

    /// <summary>How many were consumed and went nowhere.</summary>
    public int Lost { get; private set; }

    /// <summary>KVM_SET_GSI_ROUTING with an entry for this one.</summary>
    [Footprint]
    [Ensures(GsiFacts.Routed)]
    public void SetRoute() => HasRoute = true;

    /// <summary>KVM_SET_GSI_ROUTING without an entry for this one.</summary>
    [Footprint]
    [RequiresAbsent(GsiFacts.IrqfdAssigned, Rule = VmmRules.UnroutedUnderIrqfd)]
    [Revokes(GsiFacts.Routed)]
    public void RemoveRoute() => HasRoute = isBakedIn = false;

    /// <summary>KVM_IRQFD: the route of this moment is the one that is used.</summary>
    [Footprint]
    [Requires(GsiFacts.Routed, Rule = VmmRules.IrqfdBeforeRoute)]
    [Ensures(GsiFacts.IrqfdAssigned)]
    public void AssignIrqfd() => (isAssigned, isBakedIn) = (true, HasRoute);

    /// <summary>KVM_IRQFD with KVM_IRQFD_FLAG_DEASSIGN.</summary>
    [Footprint]
    [Revokes(GsiFacts.IrqfdAssigned)]
    public void DeassignIrqfd() => isAssigned = isBakedIn = false;

    /// <summary>The guest masks the vector: what comes is kept.</summary>
    public void Mask() => isMasked = true;

    /// <summary>The guest unmasks it: what was kept arrives.</summary>
    public void Unmask()
    {
        isMasked = false;
        while (kept > 0)
        {
            kept--;
            Arrived++;
        }
    }

    /// <summary>The device signals the eventfd.</summary>
    public void Signal()
    {
        if (!isAssigned) return;
        if (isMasked) kept++;
        else if (isBakedIn) Arrived++;
        else Lost++;
    }
}

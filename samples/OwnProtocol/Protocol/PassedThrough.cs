using IrqModel.Contracts;

namespace OwnProtocol.Protocol;

/// <summary>A device that a guest has: VFIO stands between its registers and the guest's.</summary>
internal sealed class PassedThrough
{
    private bool isSetUp;

    /// <summary>What went wrong, in the order in which it did.</summary>
    public List<string> Harm { get; } = [];

    /// <summary>VFIO_DEVICE_SET_IRQS with eventfds.</summary>
    [Footprint]
    [Ensures(DeviceFacts.InterruptsSetUp)]
    public void SetUpInterrupts() => isSetUp = true;

    /// <summary>The guest's MSI-X enable bit goes through to the device.</summary>
    [Footprint]
    [Requires(DeviceFacts.InterruptsSetUp, Rule = VmmRules.EnabledBeforeSetUp)]
    public void WriteEnableThrough()
    {
        if (!isSetUp) Harm.Add("the device sends with old messages");
    }

    /// <summary>VFIO_DEVICE_SET_IRQS with no eventfd.</summary>
    [Footprint]
    [RequiresAbsent(GsiFacts.Routed, Subject = nameof(gsi), Rule = VmmRules.DisabledWhileRouted)]
    [Revokes(DeviceFacts.InterruptsSetUp)]
    public void DisableInterrupts(Gsi gsi)
    {
        isSetUp = false;
        if (gsi.HasRoute) Harm.Add("a route leads to an interrupt that is gone");
    }
}

using IrqModel.Contracts;

namespace OwnProtocol.Protocol;

/// <summary>The rules of the protocol, each with what was observed when it was broken.</summary>
internal static class VmmRules
{
    [ProtocolRule(
        "irqfd assigned before its GSI has a route",
        Message = "'{operation}' assigns the irqfd of '{subject}' before it has a route{when}",
        Consequence = "The irqfd keeps the route of that moment, and its interrupts are lost.",
        HelpLink = "https://github.com/cloud-hypervisor/cloud-hypervisor/pull/6348")]
    public const string IrqfdBeforeRoute = "IRQU001";

    [ProtocolRule(
        "Route removed while the irqfd is assigned",
        Message = "'{operation}' takes the route of '{subject}' away while its irqfd is assigned{when}",
        Consequence = "Interrupts that come meanwhile are consumed and lost.",
        HelpLink = "https://github.com/cloud-hypervisor/cloud-hypervisor/pull/795")]
    public const string UnroutedUnderIrqfd = "IRQU002";

    [ProtocolRule(
        "Interrupts of a device disabled while their route is in KVM's table",
        Message = "'{operation}' disables the interrupts behind '{subject}' while they are routed{when}",
        Consequence = "The route leads to an interrupt that is gone.",
        HelpLink = "https://github.com/cloud-hypervisor/cloud-hypervisor/issues/460")]
    public const string DisabledWhileRouted = "IRQU003";

    [ProtocolRule(
        "Guest's enable bit written through before VFIO has set the interrupts up",
        Message = "'{operation}' lets '{subject}' send before VFIO has set its interrupts up{when}",
        Consequence = "The device sends with the messages that are in it.",
        HelpLink = "https://github.com/kata-containers/kata-containers/issues/8727")]
    public const string EnabledBeforeSetUp = "IRQU004";

    [ProtocolRule(
        "MSI composed before its doorbell is mapped",
        Message = "'{operation}' composes messages of '{subject}' before their doorbell is mapped{when}",
        Consequence = "The write faults in the first stage of translation.",
        HelpLink = "https://github.com/riscv-non-isa/riscv-iommu/issues/528")]
    public const string ComposedUnmapped = "IRQU005";

    [ProtocolRule(
        "Device attached without its doorbell",
        Message = "'{subject}' leaves '{operation}' without a mapped doorbell{when}",
        Consequence = "The guest finds no MSI domain for the device.",
        HelpLink = "https://github.com/NVIDIA/QEMU/pull/22")]
    public const string AttachedUnmapped = "IRQU006";
}

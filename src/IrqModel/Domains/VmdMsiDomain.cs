using IrqModel.Contracts;

namespace IrqModel;

/// <summary>
/// A special domain: functions behind an Intel VMD send their messages to the VMD, and each message names one of the VMD's own vectors; the VMD
/// sends that vector's message under its own requester id, and software forwards the interrupt to all handlers that share the vector.
/// </summary>
/// <remarks>Linux <c>vmd_create_irq_domain()</c>, <c>vmd_compose_msi_msg()</c>, <c>vmd_irq()</c>, <c>drivers/pci/controller/vmd.c</c>.</remarks>
[Brings(Assumption.PlatformDomains)]
public sealed class VmdMsiDomain : MsiDomain
{
    /// <summary>The domain of a VMD.</summary>
    /// <param name="controller">The VMD, whose driver has allocated its vectors.</param>
    public VmdMsiDomain(PciFunction controller)
        : base("VMD-MSI", parent: null, DomainBusToken.VmdMsi)
    {
        ArgumentNullException.ThrowIfNull(controller);
        Controller = controller;
    }

    /// <summary>The VMD.</summary>
    public PciFunction Controller { get; }

    /// <inheritdoc/>
    public override bool IsSpecial => true;

    /// <inheritdoc/>
    public override string ChipName => "VMD-MSI";
}

using IrqModel.Contracts;

namespace IrqModel;

/// <summary>
/// A special domain: what is behind an Intel VMD sends its messages to the VMD, each of which names one of the VMD's own vectors; the VMD
/// sends that vector's message in its own name, and software passes the interrupt on to all that share the vector.
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

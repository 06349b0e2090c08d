namespace IrqModel.Hosts;

/// <summary>Linux 6.12: as 6.2 in everything that concerns MSI domains. Destinations in xAPIC mode are physical.</summary>
/// <remarks>
/// The destinations were observed in 6.1 and 6.12; with which version between them <c>apic_flat</c> gave logical ones up was not.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_6_12(Machine machine, params PciDriver[] drivers) : Linux_6_2(machine, drivers)
{
    /// <inheritdoc/>
    public override bool UsesLogicalDestinations => false;
}

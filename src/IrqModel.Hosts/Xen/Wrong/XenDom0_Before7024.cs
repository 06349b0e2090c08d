namespace IrqModel.Hosts;

/// <summary>Xen's dom0 before 70245f86c109: the default domain exists when Xen comes to replace it, and every function keeps the native one.</summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public sealed class XenDom0_Before7024(Machine machine, params PciDriver[] drivers) : XenDom0(machine, drivers)
{
    /// <inheritdoc/>
    protected override void CreatePlatformMsiDomain()
    {
        CreateDefaultMsiDomain();
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", Xen));
    }
}

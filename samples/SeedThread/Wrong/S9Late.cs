using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Wrong;

/// <summary>S9, the wrong way round: the default domain exists when Xen comes to replace it, and everything keeps the native one.</summary>
public sealed class S9Late(Machine machine) : XenBoot(machine)
{
    /// <inheritdoc/>
    protected override void CreatePlatformMsiDomain()
    {
        CreateDefaultMsiDomain();
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", Xen));
    }
}

using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Right;

/// <summary>S9: Xen replaces the platform's MSI domain before the default is created (70245f86c109).</summary>
public sealed class S9(Machine machine) : XenBoot(machine)
{
    /// <inheritdoc/>
    protected override void CreatePlatformMsiDomain()
    {
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", Xen));
        CreateDefaultMsiDomain();
    }
}

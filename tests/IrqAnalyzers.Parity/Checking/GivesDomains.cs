using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>Gives each function without a domain the default one, as a platform may before the host deals with it, and at the latest before its notifiers do.</summary>
/// <remarks>Linux <c>pcibios_device_add()</c>.</remarks>
internal sealed class GivesDomains(Host host) : BusNotifier(priority: 3)
{
    /// <summary>What happens after boot: somebody has switched remapping on, and the PF that is plugged in comes with a domain.</summary>
    public static Flow PlugIn(Host host)
    {
        host.CreateDefaultMsiDomain();
        foreach (var function in host.Machine.Functions.Where(function => !function.IsPlugged)) Give(host, function);
        return Machines.RemapAndPlugIn(host);
    }

    protected override async Flow OnDeviceAdded(PciFunction function) => Give(host, function);

    private static void Give(Host host, PciFunction function)
    {
        if (function.MsiDomain is null) function.SetDefaultMsiDomain(host.DefaultMsiDomain);
    }
}

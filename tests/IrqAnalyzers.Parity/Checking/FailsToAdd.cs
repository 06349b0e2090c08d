using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>Makes <c>Add</c> fail before the notifier of the program hears of the function, if a choice says so.</summary>
/// <remarks>Linux <c>device_add()</c> can fail.</remarks>
internal sealed class FailsToAdd() : BusNotifier(priority: 2)
{
    /// <summary>What happens after boot, with such failures: a PF is plugged in, and each PF that can gets a VF.</summary>
    public static async Flow PlugIn(Host host)
    {
        host.Subscribe(new FailsToAdd());
        foreach (var function in host.Machine.Functions.ToArray())
        {
            try
            {
                if (!function.IsPlugged) await host.HotAdd(function);
                if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(1);
            }
            catch (InvalidOperationException)
            {
                // The host let the failure pass.
            }
        }
    }

    protected override async Flow OnDeviceAdded(PciFunction function)
    {
        if (Choice.Next()) throw new InvalidOperationException($"{function} cannot be added.");
    }
}

using IrqModel.Tool.Describing;

namespace IrqModel.Tool.Models;

/// <summary>The scenario of an imported machine: the VFs that were enabled when it was looked at are enabled.</summary>
internal static class EnabledVfs
{
    public static async Flow Play(Host host, MachineDescription machine)
    {
        foreach (var function in machine.Functions)
        {
            if (function.Sriov?.Enabled is not (> 0 and var count)) continue;

            // A PF that got no MSI domain has a driver that takes its pin and refuses VFs; the VFs are there all the same.
            if (host.Machine[function.Address] is PhysicalFunction
                {
                    IsAdded: true, HasVirtualFunctions: false,
                    CanEnableSriov: true
                } physical)
                await physical.EnableSriov(count);
        }
    }
}

using IrqModel.Hosts;

namespace IrqModel.Tool.Hosts;

/// <summary>A host that can be asked for with <c>--host</c>.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Versions">The kernels it stands for, in words.</param>
/// <param name="First">The first kernel version it stands for.</param>
/// <param name="Last">The last one.</param>
/// <param name="Create">Makes the host.</param>
public sealed record HostChoice(string Name, string Versions, KernelVersion First, KernelVersion Last, Func<Machine, PciDriver[],
    LinuxHost> Create)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

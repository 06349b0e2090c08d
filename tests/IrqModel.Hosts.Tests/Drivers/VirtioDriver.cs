namespace IrqModel.Hosts.Tests.Drivers;

/// <summary><c>vp_find_vqs_msix()</c>: one vector for configuration changes, one for each of the two queues.</summary>
internal sealed class VirtioDriver() : DeviceDriver("virtio-pci", DeviceNames.VirtioNet)
{
    protected override int VectorsFor(PciFunction function) => 3;
}

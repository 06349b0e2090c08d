namespace IrqAnalyzers.Tests.Shared.Golden;

/// <summary>What the functions of the observed machines are called.</summary>
internal static class DeviceNames
{
    public const string RootPort = "pcie-root-port";
    public const string PcieToPciBridge = "pcie-pci-bridge";
    public const string VirtioNet = "virtio-net";
    public const string E1000e = "e1000e";
    public const string Igb = "igb";
    public const string AmdIommu = "amd-iommu";
}

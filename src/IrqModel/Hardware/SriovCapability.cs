namespace IrqModel;

/// <summary>The SR-IOV extended capability of a PF (PCIe base specification, 9.3.3).</summary>
/// <param name="TotalVfs">TotalVFs: the most VFs the PF can have.</param>
/// <param name="FirstVfOffset">First VF Offset: distance from the PF's requester id to that of VF 0.</param>
/// <param name="VfStride">VF Stride: distance between the requester ids of two VFs.</param>
/// <param name="VfMsixVectors">MSI-X table size of each VF, 0 to 2048.</param>
public sealed record SriovCapability(int TotalVfs, int FirstVfOffset, int VfStride, int VfMsixVectors = 3);

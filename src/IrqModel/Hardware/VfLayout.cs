namespace IrqModel;

/// <summary>Where the VFs of a PF are.</summary>
/// <param name="FirstVfOffset">First VF Offset: distance from the PF's requester id to that of VF 0.</param>
/// <param name="VfStride">VF Stride: distance between the requester ids of two VFs.</param>
public readonly record struct VfLayout(int FirstVfOffset, int VfStride);

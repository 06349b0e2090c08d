namespace IrqModel.Tool.Describing;

/// <summary>What First VF Offset and VF Stride read from some value of NumVFs on.</summary>
/// <param name="FromCount">The lowest NumVFs for which they read so.</param>
/// <param name="FirstVfOffset">First VF Offset.</param>
/// <param name="VfStride">VF Stride.</param>
public sealed record DescribedLayout(int FromCount, int FirstVfOffset, int VfStride);

using System.Numerics;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>What a single function can have; the checks across functions are in <see cref="Machine"/>.</summary>
internal static class TopologyRules
{
    // PCIe base specification: MSI-X Table Size is 11 bits, MSI Multiple Message Capable at most 32.
    internal const int MaxMsixVectors = 2048;
    private const int MaxMsiVectors = 32;

    public static void CheckCapabilities(PhysicalFunction function, SourceLocation at)
    {
        if (function.MsixTableSize is < 0 or > MaxMsixVectors)
            throw new TopologyException($"{function}: an MSI-X table has 1 to {MaxMsixVectors} entries, not {function.MsixTableSize}.", at);
        if (function.MsiVectors is < 0 or > MaxMsiVectors || (function.MsiVectors != 0 && !BitOperations.IsPow2(function.MsiVectors)))
            throw new TopologyException($"{function}: MSI has 1, 2, 4, 8, 16 or 32 vectors, not {function.MsiVectors}.", at);
        if (function.Sriov is not { } sriov) return;
        if (sriov.TotalVfs is < 1 or > 0xFFFF)
            throw new TopologyException($"{function}: TotalVFs is 1 to 65535, not {sriov.TotalVfs}.", at);
        if (sriov.FirstVfOffset is < 1 or > 0xFFFF)
            throw new TopologyException(
                $"{function}: First VF Offset is 1 to 65535, not {sriov.FirstVfOffset}; with 0 the first VF would have the PF's own address.", at);
        if (sriov.VfStride is < 0 or > 0xFFFF || (sriov.VfStride == 0 && sriov.TotalVfs > 1))
            throw new TopologyException($"{function}: VF Stride is 1 to 65535 when there is more than one VF, not {sriov.VfStride}.", at);
        if (sriov.VfMsixVectors is < 0 or > MaxMsixVectors)
            throw new TopologyException($"{function}: a VF's MSI-X table has 1 to {MaxMsixVectors} entries, not {sriov.VfMsixVectors}.", at);
    }
}

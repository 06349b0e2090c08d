using IrqModel.Contracts;

namespace IrqModel;

/// <summary>The SR-IOV extended capability of a PF (PCIe base specification, 9.3.3).</summary>
/// <param name="TotalVfs">TotalVFs: the most VFs the PF can have.</param>
/// <param name="FirstVfOffset">First VF Offset: distance from the PF's requester id to that of VF 0.</param>
/// <param name="VfStride">VF Stride: distance between the requester ids of two VFs.</param>
/// <param name="VfMsixVectors">MSI-X table size of each VF, 0 to 2048.</param>
[method: Describes(TopologyPart.SriovCapability)]
public sealed record SriovCapability(
    [States(TopologyTrait.TotalVfs)] int TotalVfs, [States(TopologyTrait.FirstVfOffset)] int FirstVfOffset,
    [States(TopologyTrait.VfStride)] int VfStride, [States(TopologyTrait.VfVectors)] int VfMsixVectors = 3)
{
    /// <summary>InitialVFs: how many VFs there are at first. Without VF migration it must equal <see cref="TotalVfs"/>, or no VF can be enabled.</summary>
    /// <remarks>Linux <c>sriov_enable()</c>: -EIO.</remarks>
    public int InitialVfs { get; init; } = TotalVfs;

    /// <summary>
    /// What the two registers read while the ARI Capable Hierarchy bit is set, which software does where the bridge above forwards ARI;
    /// <see langword="null"/> for a PF that has the same in both hierarchies.
    /// </summary>
    /// <remarks>PCIe base specification 9.3.3.3.5; Linux <c>sriov_init()</c>, <c>pci_ari_enabled()</c>.</remarks>
    [States(TopologyTrait.OtherVfLayout)]
    public VfLayout? AriLayout { get; init; }

    /// <summary>
    /// What the two registers read for a value of NumVFs, for a PF where they depend on it; software reads them again after each write.
    /// </summary>
    /// <remarks>PCIe base specification 9.3.3.9, 9.3.3.10; Linux <c>pci_iov_set_numvfs()</c>.</remarks>
    [States(TopologyTrait.OtherVfLayout)]
    public Func<int, VfLayout>? LayoutForCount { get; init; }

    /// <summary>What First VF Offset and VF Stride read.</summary>
    /// <param name="count">NumVFs.</param>
    /// <param name="ari">The ARI Capable Hierarchy bit.</param>
    public VfLayout LayoutFor(int count, bool ari) =>
        LayoutForCount is { } forCount ? forCount(count)
        : ari && AriLayout is { } layout ? layout
        : new(FirstVfOffset, VfStride);
}

using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The way of a requester id from its root complex, as an IORT table gives it.</summary>
/// <param name="RootComplex">The root complex of the segment.</param>
/// <param name="Hops">The nodes that a request passes, in order; empty if no mapping holds for the requester id.</param>
public sealed record IortCoverage(IortNode RootComplex, ImmutableArray<IortHop> Hops)
{
    /// <summary>The SMMU that the requests pass, with the stream id, or null if they pass none.</summary>
    public IortHop? Smmu => Hops.FirstOrDefault(hop => hop.Node.IsSmmu);

    /// <summary>The ITS group that MSIs end in, with the device id, or null if they reach none.</summary>
    public IortHop? ItsGroup => Hops.FirstOrDefault(hop => hop.Node.Type == IortNodeType.ItsGroup);
}

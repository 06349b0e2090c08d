namespace IrqModel.Firmware;

/// <summary>One step of a request's way from a root complex: the node that it reaches and the id that it has there.</summary>
/// <param name="Node">The node.</param>
/// <param name="Id">The id: a stream id at an SMMU, a device id at an ITS group.</param>
/// <param name="Mapping">The mapping that led here.</param>
public sealed record IortHop(IortNode Node, uint Id, IortMapping Mapping);

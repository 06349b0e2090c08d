using IrqModel;

namespace BugMuseum.Shared;

/// <summary>Drives every endpoint that can interrupt, and takes all the vectors it can get.</summary>
internal sealed class EndpointDriver() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function is not PciBridge && function.VectorCapacity > 0;
}

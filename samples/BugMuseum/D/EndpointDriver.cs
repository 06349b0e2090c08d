using IrqModel;

namespace BugMuseum.D;

/// <summary>A driver that does nothing wrong: takes every endpoint that can interrupt, with all its vectors.</summary>
internal sealed class EndpointDriver() : PciDriver("endpoint")
{
    /// <inheritdoc/>
    public override bool Matches(PciFunction function) => function is not PciBridge && function.VectorCapacity > 0;
}

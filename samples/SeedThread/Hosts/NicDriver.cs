using IrqModel;

namespace SeedThread.Hosts;

/// <summary>A driver for every endpoint that can interrupt: takes all vectors it can get.</summary>
public sealed class NicDriver() : PciDriver("nic")
{
    /// <inheritdoc/>
    public override bool Matches(PciFunction function) => function is not PciBridge && function.VectorCapacity > 0;
}


namespace IrqModel.Tool.Running;

/// <summary>
/// A driver for all endpoints and bridges that can interrupt. It takes a few vectors of each: those of one function share their fate, and
/// the largest machines would otherwise run out of processor vectors.
/// </summary>
public sealed class EveryFunctionDriver() : PciDriver("any")
{
    /// <summary>The most vectors of a function that it takes.</summary>
    public const int MostVectors = 1;

    /// <inheritdoc/>
    public override bool Matches(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.VectorCapacity > 0;
    }

    /// <inheritdoc/>
    protected internal override Flow Probe(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        // An IOMMU's own function has its vectors from the IOMMU driver.
        if (function.HasVectors) return Flow.Completed;
        if (function.AllocateVectors(Math.Min(MostVectors, function.VectorCapacity)) > 0) function.RequestInterrupts();
        return Flow.Completed;
    }
}

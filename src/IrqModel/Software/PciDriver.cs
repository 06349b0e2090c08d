namespace IrqModel;

/// <summary>A driver for PCI functions.</summary>
/// <param name="name">What messages call it.</param>
public abstract class PciDriver(string name)
{
    /// <summary>What messages call it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the driver wants the function.</summary>
    public abstract bool Matches(PciFunction function);

    /// <summary>Takes the function over: by default allocates all its vectors and requests their interrupts.</summary>
    protected internal virtual Flow Probe(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.AllocateVectors(function.VectorCapacity) > 0) function.RequestInterrupts();
        return Flow.Completed;
    }

    /// <summary>Lets the function go: by default releases its interrupts and frees its vectors.</summary>
    protected internal virtual Flow Unbind(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        function.ReleaseInterrupts();
        function.FreeVectors();
        return Flow.Completed;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

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

    /// <summary>An administrator wants so many VFs, or none: by default enables or disables them.</summary>
    /// <remarks>Linux <c>struct pci_driver.sriov_configure</c>.</remarks>
    protected internal virtual Flow ConfigureSriov(PhysicalFunction function, int count)
    {
        ArgumentNullException.ThrowIfNull(function);
        return count > 0 ? function.EnableSriov(count) : function.DisableSriov();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

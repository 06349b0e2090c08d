namespace IrqModel;

/// <summary>
/// A virtual processor (vCPU) of a guest, as far as interrupts are concerned: it has a posted-interrupt descriptor, into which remapping
/// units write, and runs on one processor, which is notified of that.
/// </summary>
/// <param name="name">What messages call it.</param>
/// <param name="processor">The processor that it runs on.</param>
/// <exception cref="ArgumentOutOfRangeException">The processor is negative.</exception>
/// <remarks>Linux <c>struct pi_desc</c> in KVM's <c>struct vcpu_vmx</c>; <c>vmx_vcpu_pi_load()</c> keeps its destination up to date.</remarks>
public sealed class VirtualProcessor(string name, int processor = 0)
{
    /// <summary>What messages call it.</summary>
    public string Name { get; } = name;

    /// <summary>The processor that it runs on.</summary>
    public int Processor { get; } = CheckedProcessor(processor);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static int CheckedProcessor(int processor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(processor);
        return processor;
    }
}

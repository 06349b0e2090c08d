namespace IrqModel.Engine;

/// <summary>Software's book of vectors (Linux <c>arch/x86/kernel/apic/vector.c</c>): gives an interrupt a processor and a vector.</summary>
internal sealed class VectorAllocator(LocalApics apics)
{
    /// <summary>Where interrupts point that are allocated and not requested (Linux <c>MANAGED_IRQ_SHUTDOWN_VECTOR</c>).</summary>
    public const byte Shutdown = 0xEF;

    // Linux FIRST_EXTERNAL_VECTOR plus the legacy vectors, and the last one below the system vectors.
    private const byte First = 0x40;
    private const byte Last = 0xEC;

    private readonly int[] taken = new int[apics.Processors];

    /// <summary>How many processors interrupts may be given to: without x2APIC those whose id has eight bits.</summary>
    public int Reachable { get; set; } = Math.Min(apics.Processors, 255);

    /// <summary>Gives the interrupt a vector on the processor that has most of them free.</summary>
    /// <returns>False if no processor has one left.</returns>
    public bool Assign(Interrupt interrupt)
    {
        var processor = 0;
        for (var other = 1; other < Reachable; other++)
        {
            if (taken[other] < taken[processor]) processor = other;
        }

        for (int vector = First; vector <= Last; vector++)
        {
            if (apics[processor, (byte)vector] is not null) continue;
            apics[processor, (byte)vector] = interrupt;
            taken[processor]++;
            interrupt.Processor = processor;
            interrupt.Vector = (byte)vector;
            return true;
        }

        return false;
    }

    public void Release(Interrupt interrupt)
    {
        apics[interrupt.Processor, interrupt.Vector] = null;
        taken[interrupt.Processor]--;
        interrupt.Vector = Shutdown;
    }
}

namespace IrqModel.Engine;

/// <summary>Software's book of vectors (Linux <c>arch/x86/kernel/apic/vector.c</c>): gives an interrupt a processor and a vector.</summary>
internal sealed class VectorAllocator(LocalApics apics)
{
    /// <summary>Where interrupts point that are allocated and not requested (Linux <c>MANAGED_IRQ_SHUTDOWN_VECTOR</c>).</summary>
    public const byte Shutdown = 0xEF;

    // Linux FIRST_EXTERNAL_VECTOR plus the legacy vectors, and the last one below the system vectors.
    private const byte First = 0x40;
    private const byte Last = 0xEC;

    private LeastLoaded taken = new(apics.Processors, Math.Min(apics.Processors, 255));

    // By processor: below First plus this all vectors are taken.
    private readonly byte[] full = new byte[apics.Processors];

    /// <summary>How many processors interrupts may be given to: without x2APIC those whose id has eight bits.</summary>
    public int Reachable
    {
        get => taken.Eligible;
        set => taken = taken.WithEligible(value);
    }

    /// <summary>Gives the interrupt a vector: on the processor it wants, or else on the one that has most of them free.</summary>
    /// <returns>False if no processor has one left.</returns>
    public bool Assign(Interrupt interrupt)
    {
        var wanted = interrupt.Affinity;
        var found = FreeVectorOn(wanted);
        if (found < 0)
        {
            wanted = taken.First;
            found = FreeVectorOn(wanted);
        }

        if (found < 0) return false;
        Take(interrupt, wanted, (byte)found);
        return true;
    }

    /// <summary>
    /// Gives an interrupt that has a vector another one, on a certain processor. The old one stays the interrupt's too, until
    /// <see cref="CleanUp"/>.
    /// </summary>
    /// <returns>False if that processor cannot be reached or has no vector left (Linux: -ENOSPC).</returns>
    public bool Move(Interrupt interrupt, int processor)
    {
        var found = FreeVectorOn(processor);
        if (found < 0) return false;
        (interrupt.OldProcessor, interrupt.OldVector) = (interrupt.Processor, interrupt.Vector);
        Take(interrupt, processor, (byte)found);
        return true;
    }

    /// <summary>Gives back the vector that an interrupt had before it was moved, if it still has it.</summary>
    /// <remarks>Linux <c>irq_complete_move()</c>, <c>__vector_schedule_cleanup()</c>: when the first interrupt arrives on the new one.</remarks>
    public void CleanUp(Interrupt interrupt)
    {
        if (!interrupt.IsMoving) return;
        GiveBack(interrupt.OldProcessor, interrupt.OldVector);
        interrupt.OldVector = 0;
    }

    public void Release(Interrupt interrupt)
    {
        CleanUp(interrupt);
        GiveBack(interrupt.Processor, interrupt.Vector);
        interrupt.Vector = Shutdown;
    }

    private void Take(Interrupt interrupt, int processor, byte vector)
    {
        apics[processor, vector] = interrupt;
        taken.Add(processor, 1);
        interrupt.Processor = processor;
        interrupt.Vector = vector;
    }

    private void GiveBack(int processor, byte vector)
    {
        apics[processor, vector] = null;
        taken.Add(processor, -1);
        full[processor] = Math.Min(full[processor], (byte)(vector - First));
    }

    private int FreeVectorOn(int processor)
    {
        if ((uint)processor >= (uint)Reachable) return -1;
        var vector = First + full[processor];
        while (vector <= Last && apics[processor, (byte)vector] is not null) vector++;
        full[processor] = (byte)(vector - First);
        return vector <= Last ? vector : -1;
    }
}

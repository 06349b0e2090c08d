namespace IrqModel.Engine;

/// <summary>
/// Software's side of posted interrupts: a descriptor for each vCPU that interrupts are posted to and, with posted MSI, for each processor;
/// and the notified processor, which takes what was posted.
/// </summary>
/// <param name="machine">The machine.</param>
internal sealed class PostedInterrupts(Machine machine)
{
    // Linux POSTED_INTR_VECTOR, POSTED_MSI_NOTIFICATION_VECTOR
    private const byte GuestNotification = 0xF2;
    private const byte HostNotification = 0xEB;

    private const ulong FirstDescriptor = 0x20_4000_0000;
    private const ulong DescriptorBytes = PostedInterruptDescriptor.Words * sizeof(ulong);

    private readonly List<SystemMemory> memories = [];
    private readonly List<Descriptor> descriptors = [];
    private readonly Dictionary<VirtualProcessor, ulong> guests = [];
    private readonly Dictionary<int, ulong> processors = [];

    /// <summary>Whether every unit can post, which is what software wants before it uses it (Linux <c>set_irq_posting_cap()</c>).</summary>
    public bool IsPossible { get; } =
        machine.RemappingUnits.All(unit => unit is { Architecture: RemappingArchitecture.VtD, SupportsPostedInterrupts: true });

    /// <summary>The memory for one more unit.</summary>
    public SystemMemory AddMemory()
    {
        var memory = new SystemMemory();
        memories.Add(memory);
        return memory;
    }

    /// <summary>An entry that posts to a vCPU.</summary>
    /// <param name="remapped">The entry in remapped format, whose source check it keeps (Linux <c>dmar_copy_shared_irte()</c>).</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="vector">The guest's vector.</param>
    public Irte EntryFor(in Irte remapped, VirtualProcessor vcpu, byte vector)
    {
        if (!guests.TryGetValue(vcpu, out var address))
            guests.Add(vcpu, address = AddDescriptor(vcpu, vcpu.Processor, GuestNotification));
        return Posting(remapped, address, vector);
    }

    /// <summary>An entry that posts to a processor of the host.</summary>
    /// <param name="remapped">The entry in remapped format.</param>
    /// <param name="processor">The processor.</param>
    /// <remarks>Linux <c>intel_ir_reconfigure_irte_posted()</c>, <c>intel_posted_msi_init()</c>.</remarks>
    public Irte EntryFor(in Irte remapped, int processor)
    {
        if (!processors.TryGetValue(processor, out var address))
            processors.Add(processor, address = AddDescriptor(vcpu: null, processor, HostNotification));
        return Posting(remapped, address, remapped.Vector);
    }

    /// <summary>Takes the one vector that was just posted, and with it ON, as a notified processor does.</summary>
    /// <returns>The vCPU that got it, or null and the host's processor; and the vector.</returns>
    /// <remarks>Intel SDM 31.6, posted-interrupt processing; Linux <c>handle_pending_pir()</c> for the host.</remarks>
    /// <exception cref="InvalidOperationException">Nothing was posted.</exception>
    public (VirtualProcessor? Vcpu, int Processor, byte Vector) Take()
    {
        foreach (var descriptor in descriptors)
        {
            if (new PostedInterruptDescriptor(descriptor.Words).Take() is >= 0 and var vector) return (descriptor.Vcpu, descriptor.Processor, (byte)vector);
        }

        throw new InvalidOperationException("A unit posted an interrupt to a descriptor that software does not know.");
    }

    // What the units were told of the table, they do with descriptors too.
    private bool HasExtendedMode => machine.X2Apic && machine.RemappingUnits.All(unit => unit.SupportsExtendedInterruptMode);

    private static Irte Posting(in Irte remapped, ulong address, byte vector) =>
        Irte.Post(address, urgent: false, vector, remapped.SourceId, remapped.Validation, remapped.SourceIdQualifier);

    private ulong AddDescriptor(VirtualProcessor? vcpu, int processor, byte notification)
    {
        var words = new ulong[PostedInterruptDescriptor.Words];
        var address = FirstDescriptor + ((ulong)descriptors.Count * DescriptorBytes);
        words[PostedInterruptDescriptor.Control] =
            PostedInterruptDescriptor.ControlWord(notification, (uint)(HasExtendedMode ? processor : processor << 8));
        descriptors.Add(new(vcpu, processor, words));
        foreach (var memory in memories) memory.Map(address, words);
        return address;
    }

    private readonly record struct Descriptor(VirtualProcessor? Vcpu, int Processor, ulong[] Words);
}

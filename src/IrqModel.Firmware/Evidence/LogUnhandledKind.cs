namespace IrqModel.Firmware;

/// <summary>What a kernel log says of an interrupt that nobody handled, or that did not come.</summary>
public enum LogUnhandledKind
{
    /// <summary>An interrupt came on a vector of a processor that belongs to nobody: "No irq handler for vector".</summary>
    NoHandlerForVector,

    /// <summary>An interrupt came again and again, and no handler took it for its own: "irq 16: nobody cared".</summary>
    NobodyCared,

    /// <summary>The kernel switched an interrupt off, for everybody who shares it: "Disabling IRQ #16".</summary>
    Disabled,

    /// <summary>An interrupt was gone when the kernel asked which it was: "spurious 8259A interrupt: IRQ7".</summary>
    Spurious,

    /// <summary>A driver was refused an interrupt that another holds without sharing it: "genirq: Flags mismatch irq 16".</summary>
    NotShared,

    /// <summary>FreeBSD slows an interrupt down that comes without a pause: "interrupt storm detected on "irq16:"".</summary>
    Storm,

    /// <summary>
    /// A driver says that an interrupt of its device did not come, as where it tested it in vain: "MSI interrupt test failed", "lost interrupt".
    /// </summary>
    NotReceived,

    /// <summary>A driver says that it got no interrupts, or fewer than it wanted: "Failed to allocate MSI-X interrupts".</summary>
    NotAllocated,

    /// <summary>A driver waited in vain for its device. A lost interrupt is one of the causes: "transmit queue 0 timed out".</summary>
    TimedOut,

    /// <summary>
    /// A driver found, when it looked by itself, what an interrupt should have told: "timeout, completion polled". The interrupt was lost, or late,
    /// or the device did not send it.
    /// </summary>
    Polled,

    /// <summary>Processors have no vectors left for interrupts: "Affinity broken due to vector space exhaustion", "No irq vectors available".</summary>
    NoVectorsLeft,

    /// <summary>An IOMMU did not finish what the kernel asked of it: "Completion-Wait loop timed out", "Invalidation Time-out Error".</summary>
    UnitTimedOut,
}

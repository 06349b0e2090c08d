using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>
/// The steps that <see cref="AllocateVectors"/> and <see cref="FreeVectors"/> consist of, for hosts that model how a kernel does them.
/// </content>
public abstract partial class PciFunction
{
    /// <summary>Allocates interrupt vectors through the MSI domain now in force. No message is written, and MSI stays disabled.</summary>
    /// <param name="count">How many; all or fewer, at most <see cref="VectorCapacity"/>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>How many were allocated.</returns>
    /// <remarks>Linux <c>__msi_domain_alloc_irqs()</c> without early activation.</remarks>
    [Requires(Facts.MsiDomainDecided, When = FunctionKind.Physical, Assuming = Assumption.RemappingEnabled, Rule = RuleIds.VectorsBeforeDomain)]
    [Requires(Facts.MsiDomainDecided, When = FunctionKind.Virtual, Assuming = Assumption.RemappingEnabled, Rule = RuleIds.VirtualFunctionWithoutDomain)]
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.VectorsAllocated, Once = true, IfTrue = true)]
    [Ensures(Facts.AllocationIgnored, IfResultIgnored = true, UnlessOne = nameof(count))]
    [Revokes(Facts.MessagesWritten | Facts.InterruptsReleased | Facts.VectorsFreed | Facts.VectorsMasked | Facts.MsiSwitchedOff)]
    [Footprint(Reads = Slots.MsiDomain, Writes = Slots.Vectors)]
    public int ReserveVectors(int count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.ReserveVectors(this, count, new(file, line));

    /// <summary>Makes the table entries of all allocated vectors valid, then writes the messages that point at them.</summary>
    /// <remarks>Linux <c>irq_domain_activate_irq()</c> with <c>MSI_FLAG_ACTIVATE_EARLY</c>, commits f3b0946d629c and 4c457e8cb75e.</remarks>
    [Requires(Facts.VectorsAllocated, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.PoweredDown | Facts.MemoryDecodingOff, Rule = RuleIds.ResumedWithoutMessages)]
    [Ensures(Facts.MessagesWritten)]
    [Revokes(Facts.MessagesLost | Facts.EntriesStale)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void WriteMessages([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.WriteMessages(this, new(file, line));

    /// <summary>Enables MSI or MSI-X: from now on the function sends messages, those of its table.</summary>
    /// <remarks>Linux <c>pci_msi_set_enable()</c>, <c>pci_msix_clear_and_set_ctrl()</c>.</remarks>
    [Requires(Facts.MessagesWritten, Rule = RuleIds.MessageBeforeEnable)]
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.EntriesStale, Rule = RuleIds.RemappingOutOfOrder)]
    [Ensures(Facts.MsiEnabled)]
    [Revokes(Facts.MsiSwitchedOff)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void EnableMsi([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.EnableMsi(this, new(file, line));

    /// <summary>Disables MSI or MSI-X: from now on the function sends no messages.</summary>
    /// <remarks>Linux <c>pci_msi_shutdown()</c>, <c>pci_msix_shutdown()</c>.</remarks>
    [Ensures(Facts.MsiSwitchedOff)]
    [Revokes(Facts.MsiEnabled)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void DisableMsi([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.DisableMsi(this, new(file, line));

    /// <summary>Masks all vectors: the function remembers what it would have sent.</summary>
    /// <remarks>Linux <c>pci_msi_mask_irq()</c>.</remarks>
    [Ensures(Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void MaskVectors([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.MaskVectors(this, new(file, line));

    /// <summary>Unmasks all vectors.</summary>
    /// <remarks>Linux <c>pci_msi_unmask_irq()</c>, commits 438553958ba1 and 7d5ec3d36123.</remarks>
    [Requires(Facts.MessagesWritten, Rule = RuleIds.MessageBeforeEnable)]
    [RequiresAbsent(Facts.EntriesStale, Rule = RuleIds.RemappingOutOfOrder)]
    [Revokes(Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void UnmaskVectors([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.UnmaskVectors(this, new(file, line));

    /// <summary>Clears the table entries of all vectors. The messages that point at them stay.</summary>
    /// <remarks>Linux <c>intel_irq_remapping_deactivate()</c>, <c>clear_entries()</c>.</remarks>
    [RequiresAbsent(Facts.MsiEnabled, Rule = RuleIds.EntryClearedWhileEnabled)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void ClearEntries([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.ClearEntries(this, new(file, line));

    /// <summary>Says whose requester id the table entries of the function shall verify. Without it, that of the function as it sends.</summary>
    /// <param name="source">The function.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>Linux <c>set_msi_sid()</c> and what it is given, commit 9b4a824b889e.</remarks>
    [RequiresArgument(nameof(RealDmaFunction), Subject = nameof(source), Unless = Assumption.SourceDiffers, Rule = RuleIds.ForeignSourceId)]
    [Footprint(Writes = Slots.Vectors)]
    public void SetInterruptSource(PciFunction source, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        Runtime.SetInterruptSource(this, source, new(file, line));
    }
}

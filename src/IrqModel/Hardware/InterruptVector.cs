using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>
/// One of a function's interrupt vectors, for software that has them one at a time: a queue that comes later than the others, or a guest that
/// unmasks an entry of its MSI-X table for the first time.
/// </summary>
/// <remarks>Linux <c>struct msi_map</c>, <c>struct msi_desc</c>.</remarks>
public sealed class InterruptVector : ModelObject
{
    internal InterruptVector(PciFunction function, int index)
    {
        Function = function;
        Index = index;
    }

    /// <summary>The function that sends it.</summary>
    public PciFunction Function { get; }

    /// <summary>Its place in the function's table of messages.</summary>
    public int Index { get; }

    private protected override ModelRuntime? AttachedRuntime => Function.Bus.Machine.AttachedTo;

    /// <summary>
    /// Makes its table entry valid and writes its message. The vectors of multi-message MSI have one message between them: with the first, all have it.
    /// </summary>
    /// <remarks>Linux <c>irq_domain_activate_irq()</c> for one interrupt, commit 4c457e8cb75e.</remarks>
    [RequiresAbsent(Facts.VectorsFreed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.MessagesWritten)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void WriteMessage([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.WriteMessage(this, new(file, line));

    /// <summary>Requests its interrupt, which unmasks it.</summary>
    /// <remarks>Linux <c>request_irq()</c>.</remarks>
    [RequiresAbsent(Facts.VectorsFreed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.InterruptsRequested)]
    [Revokes(Facts.InterruptsReleased | Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Request([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Request(this, new(file, line));

    /// <summary>Gives its interrupt back: masks it and clears its message.</summary>
    /// <remarks>Linux <c>free_irq()</c>.</remarks>
    [RequiresAbsent(Facts.VectorsFreed | Facts.InterruptsReleased, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.InterruptsReleased)]
    [Revokes(Facts.InterruptsRequested | Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Release([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Release(this, new(file, line));

    /// <summary>Masks it: the function remembers what it would have sent.</summary>
    /// <remarks>Linux <c>pci_msi_mask_irq()</c>.</remarks>
    [RequiresAbsent(Facts.VectorsFreed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Mask([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Mask(this, new(file, line));

    /// <summary>Unmasks it.</summary>
    /// <remarks>Linux <c>pci_msi_unmask_irq()</c>.</remarks>
    [RequiresAbsent(Facts.VectorsFreed, Rule = RuleIds.UsedAfterRemoval)]
    [Revokes(Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Unmask([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Unmask(this, new(file, line));

    /// <summary>Frees it, and its table entry. The function's other vectors stay as they are.</summary>
    /// <remarks>Linux <c>pci_msix_free_irq()</c>.</remarks>
    [RequiresAbsent(Facts.VectorsFreed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.InterruptsRequested, Rule = RuleIds.FreedWhileRequested)]
    [Ensures(Facts.VectorsFreed)]
    [Revokes(Facts.InterruptsRequested | Facts.MessagesWritten | Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Free([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Free(this, new(file, line));

    /// <inheritdoc/>
    public override string ToString() => $"{Function} vector {Index}";
}

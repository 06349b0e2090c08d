using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>Vectors one at a time, and their table entries.</content>
public abstract partial class PciFunction
{
    /// <summary>
    /// Allocates one more vector, at a given index in the MSI-X table of a function that already has vectors, and writes its message. It has no handler,
    /// and it stays masked, until it is requested.
    /// </summary>
    /// <param name="index">Its place in the table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>
    /// The vector; <see langword="null"/> if the function has no MSI-X (Linux: -ENOTSUPP) or no vectors yet (-ENXIO), is behind a VMD, or if the
    /// place is taken or its domain has nothing left.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such place.</exception>
    /// <remarks>Linux <c>pci_msix_alloc_irq_at()</c>, since 6.2; VFIO's dynamic MSI-X.</remarks>
    [Requires(Facts.VectorsAllocated, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Footprint(Reads = Slots.MsiDomain | Slots.Vectors, Writes = Slots.Vectors)]
    [return: ArrivesWithout(Facts.All)]
    public InterruptVector? AllocateVectorAt(int index, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.AllocateVectorAt(this, index, new(file, line));

    /// <summary>One of the vectors that the function has.</summary>
    /// <param name="index">Its place in the table of messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">The function has no vector there.</exception>
    [Footprint(Reads = Slots.Vectors)]
    [return: MayArriveWith(Facts.InterruptsRequested)]
    public InterruptVector VectorAt(int index) => Runtime.VectorAt(this, index);

    /// <summary>
    /// Writes the table entry of one vector anew, for another processor, and gives the old vector back at once. The remapping unit may go on with the
    /// entry that it has cached until <see cref="InvalidateEntry"/>. <see cref="SetAffinity"/> does both, and gives the old vector back later.
    /// </summary>
    /// <param name="vector">Its place in the function's table.</param>
    /// <param name="processor">The processor.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>False if the interrupt is not requested or has no table entry, or if that processor has no vector left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such vector or processor.</exception>
    /// <remarks>Linux <c>modify_irte()</c> without its <c>qi_flush_iec()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.EntriesStale, IfTrue = true)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public bool ChangeEntry(int vector, int processor, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.ChangeEntry(this, vector, processor, new(file, line));

    /// <summary>
    /// Has the remapping unit forget the entry of one vector. Entries of other vectors that were changed stay as the unit has cached them.
    /// </summary>
    /// <param name="vector">Its place in the function's table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such vector.</exception>
    /// <remarks>Linux <c>qi_flush_iec()</c>; VT-d specification 6.5.2.7, index-selective. AMD-Vi: INVALIDATE_INTERRUPT_TABLE.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Revokes(Facts.EntriesStale)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void InvalidateEntry(int vector, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.InvalidateEntry(this, vector, new(file, line));
}

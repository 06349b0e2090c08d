using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>Where interrupts go.</content>
public abstract partial class PciFunction
{
    /// <summary>
    /// Moves one of the function's interrupts to another processor. With remapping the table entry is rewritten and the message stays as it
    /// is; without, the message is. The old vector is given back when the first interrupt arrives at the new place. An interrupt that is not
    /// requested moves when it is.
    /// </summary>
    /// <param name="vector">Its place in the function's table.</param>
    /// <param name="processor">The processor.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>False if that processor has no vector left (Linux: -ENOSPC), or the last move is not over (-EBUSY).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such vector or processor.</exception>
    /// <remarks>Linux <c>irq_set_affinity()</c>, <c>intel_ir_set_affinity()</c>, <c>msi_set_affinity()</c>, <c>apic_set_affinity()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public bool SetAffinity(int vector, int processor, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.SetAffinity(this, vector, processor, new(file, line));
}

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

    /// <summary>
    /// Has the remapping unit post one of the function's interrupts to a vCPU instead of sending it to the host. The entry is exchanged in one
    /// write of 128 bits, because the descriptor's address lies across both halves. While it is posted, a new affinity is remembered and not
    /// written to the entry; <see cref="ClearVcpuAffinity"/>, and writing the messages anew, end it.
    /// </summary>
    /// <param name="vector">Its place in the function's table.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="guestVector">The vector that the guest waits on.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>False if the interrupt has no entry in a VT-d unit's table, or some unit of the machine cannot post (CAP.PI).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such vector, or the machine has no such processor as the vCPU runs on.</exception>
    /// <remarks>
    /// Linux <c>irq_set_vcpu_affinity()</c>, <c>intel_ir_set_vcpu_affinity()</c>, <c>modify_irte()</c>; <c>set_irq_posting_cap()</c> asks all units.
    /// AMD-Vi's guest mode is not modelled.
    /// </remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public bool SetVcpuAffinity(
        int vector, VirtualProcessor vcpu, byte guestVector, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(vcpu);
        return Runtime.SetVcpuAffinity(this, vector, vcpu, guestVector, new(file, line));
    }

    /// <summary>
    /// Sends one of the function's interrupts to the host again, to the processor and vector that it has by now. Does nothing for one that is
    /// not posted to a vCPU.
    /// </summary>
    /// <param name="vector">Its place in the function's table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such vector.</exception>
    /// <remarks>Linux <c>irq_set_vcpu_affinity(irq, NULL)</c>: <c>intel_ir_set_vcpu_affinity()</c> writes its cached entry.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void ClearVcpuAffinity(int vector, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.ClearVcpuAffinity(this, vector, new(file, line));
}

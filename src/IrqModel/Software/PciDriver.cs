using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <summary>A driver for PCI functions.</summary>
/// <param name="name">What messages call it.</param>
public abstract class PciDriver(string name)
{
    /// <summary>What messages call it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the driver wants the function.</summary>
    [Admits]
    public abstract bool Matches(PciFunction function);

    /// <summary>Takes the function over: by default allocates all its vectors and requests their interrupts.</summary>
    protected internal virtual Flow Probe(
        [ArrivesWithout(Facts.VectorsAllocated | Facts.VectorsManaged)]
        [LeavesWithout(Facts.VectorsMasked | Facts.MsiSwitchedOff, Assuming = Assumption.HandlersWait, Rule = RuleIds.HandlersLeftWaiting)]
        [LeavesWithout(Facts.EntriesStale, Rule = RuleIds.RemappingOutOfOrder)]
        PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.AllocateVectors(function.VectorCapacity) > 0) function.RequestInterrupts();
        return Flow.Completed;
    }

    /// <summary>Lets the function go: by default releases its interrupts and frees its vectors.</summary>
    [Revokes(
        Facts.InterruptsRequested | Facts.VectorsAllocated | Facts.MessagesWritten | Facts.MsiEnabled | Facts.VirtualFunctionsPresent,
        Subject = nameof(function))]
    protected internal virtual async Flow Unbind(
        [MayArriveWith(Facts.InterruptsRequested | Facts.VectorsAllocated | Facts.MsiEnabled | Facts.VirtualFunctionsPresent)]
        [LeavesWithout(Facts.VirtualFunctionsPresent, When = FunctionKind.Physical, Rule = RuleIds.VfsOutliveSriov)]
        [LeavesWithout(Facts.VectorsAllocated, Rule = RuleIds.RemovedWithVectors)]
        PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
        if (!function.HasVectors) return;
        function.ReleaseInterrupts();
        function.FreeVectors();
    }

    /// <summary>What the driver does before its function loses power. Nothing, unless overridden.</summary>
    /// <param name="function">The function.</param>
    /// <remarks>Linux <c>dev_pm_ops.suspend</c>.</remarks>
    protected internal virtual Flow Suspend([MayArriveWith(Facts.InterruptsRequested | Facts.VectorsAllocated | Facts.MsiEnabled)] PciFunction function) =>
        Flow.Completed;

    /// <summary>What the driver does after its function has power and its messages again. Nothing, unless overridden.</summary>
    /// <param name="function">The function.</param>
    /// <remarks>Linux <c>dev_pm_ops.resume</c>.</remarks>
    protected internal virtual Flow Resume(
        [MayArriveWith(Facts.InterruptsRequested | Facts.VectorsAllocated | Facts.MsiEnabled)]
        [LeavesWithout(Facts.EntriesStale, Rule = RuleIds.RemappingOutOfOrder)]
        PciFunction function) => Flow.Completed;

    /// <summary>An administrator wants so many VFs, or none: by default enables or disables them, unless guests use some.</summary>
    /// <remarks>Linux <c>struct pci_driver.sriov_configure</c>.</remarks>
    protected internal virtual Flow ConfigureSriov([MayArriveWith(Facts.VirtualFunctionsPresent | Facts.VfsHeldByGuests)] PhysicalFunction function, int count)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (count > 0) return function.EnableSriov(count);
        return function.HasVirtualFunctionsInGuests ? Flow.Completed : function.DisableSriov();
    }

    /// <summary>An administrator wants an MSI-X table of another size for a VF of the driver's PF. No, unless overridden.</summary>
    /// <param name="function">The VF, which no driver has bound to.</param>
    /// <param name="count">How many vectors.</param>
    /// <returns>Whether the PF gives the VF so many.</returns>
    /// <remarks>Linux <c>struct pci_driver.sriov_set_msix_vec_count</c>.</remarks>
    protected internal virtual bool SetMsixVectorCount(VirtualFunction function, int count) => false;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

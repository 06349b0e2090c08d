using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>Who uses the function: the host, or a guest; and drivers that do not take it after all.</content>
public abstract partial class PciFunction
{
    /// <summary>The guest that uses the function; <see langword="null"/> while the host does.</summary>
    /// <remarks>Linux <c>pci_is_dev_assigned()</c>.</remarks>
    [TestsFact(Facts.HeldByGuest, IsExact = true)]
    [Footprint(Reads = Slots.Binding)]
    public Guest? Guest { get; internal set; }

    /// <summary>
    /// Passes the function through to a guest. Until <see cref="TakeBack"/> the interrupts that the host's driver has requested are the
    /// guest's, and the function may not be taken out of the system.
    /// </summary>
    /// <param name="guest">The guest.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">Another guest has it.</exception>
    /// <remarks>Linux <c>vfio_pci_open_device()</c>, <c>pci_set_dev_assigned()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.EntriesStale, Rule = RuleIds.RemappingOutOfOrder)]
    [Ensures(Facts.HeldByGuest)]
    [Ensures(Facts.VfsHeldByGuests, Widespread = true, When = FunctionKind.Virtual)]
    [Footprint(Reads = Slots.Binding, Writes = Slots.Binding)]
    public void AssignTo(Guest guest, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(guest);
        Runtime.AssignTo(this, guest, new(file, line));
    }

    /// <summary>Takes the function back from the guest that uses it, if one does: the guest has let it go.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>Linux <c>vfio_pci_close_device()</c>, <c>pci_clear_dev_assigned()</c>.</remarks>
    [Revokes(Facts.HeldByGuest)]
    [Revokes(Facts.VfsHeldByGuests, Widespread = true, When = FunctionKind.Virtual)]
    [Footprint(Reads = Slots.Binding, Writes = Slots.Binding)]
    public void TakeBack([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.TakeBack(this, new(file, line));

    /// <summary>
    /// Has the core give back what the driver holds when it lets go of the function, after <c>Unbind</c> or a probe that failed: first the interrupts that
    /// are still requested, then the vectors. A driver that frees vectors itself still has to release their interrupts before.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>Linux <c>pcim_enable_device()</c> and <c>devm_request_irq()</c>: <c>devres_release_all()</c> goes backwards.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.VectorsManaged)]
    [Footprint(Writes = Slots.Binding)]
    public void ManageVectors([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.ManageVectors(this, new(file, line));

    /// <summary>
    /// Says that the driver's probe has failed, as its last step: the function stays without this driver, whose <c>Unbind</c> will not run.
    /// What the driver has not given back by now is lost.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">No driver is probing the function.</exception>
    /// <remarks>An error of <c>struct pci_driver.probe</c>, after which Linux <c>really_probe()</c> has the next driver tried.</remarks>
    [RequiresAbsent(Facts.VectorsAllocated, Unless = Facts.VectorsManaged, Rule = RuleIds.RemovedWithVectors)]
    [Revokes(Facts.Bound | Facts.VectorsManaged)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors | Slots.Binding)]
    public void FailProbe([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.FailProbe(this, new(file, line));
}

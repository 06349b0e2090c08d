using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>Suspend and resume, and the mode of the local APICs.</content>
public abstract partial class Host
{
    /// <summary>Suspends every function in the system, the last that was added first: its driver, then the function.</summary>
    /// <remarks>Linux <c>dpm_suspend()</c>, <c>pci_pm_suspend_noirq()</c>.</remarks>
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow SuspendDevices([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.SuspendDevices(this, new(file, line));

    /// <summary>Resumes every suspended function, in the order in which they were added: <see cref="ResumeDevice"/>, then its driver.</summary>
    /// <remarks>Linux <c>dpm_resume_noirq()</c>, <c>dpm_resume()</c>.</remarks>
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow ResumeDevices([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.ResumeDevices(this, new(file, line));

    /// <summary>Brings a suspended function back: power, memory decoding, messages.</summary>
    /// <param name="function">The function.</param>
    /// <remarks>Linux <c>pci_pm_resume_noirq()</c>: <c>pci_pm_default_resume_early()</c>, <c>pci_restore_state()</c>.</remarks>
    protected internal virtual Flow ResumeDevice(
        [ArrivesWith(Facts.PoweredDown | Facts.MemoryDecodingOff | Facts.MessagesLost)]
        [LeavesWithout(Facts.MessagesLost, Rule = RuleIds.ResumedWithoutMessages)]
        PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        function.PowerUp();
        function.EnableMemoryDecoding();
        function.RestoreMessages();
        return Flow.Completed;
    }

    /// <summary>Takes a remapping unit out of a running system, if nothing uses it any more.</summary>
    /// <param name="iommu">The IOMMU that runs the unit.</param>
    /// <param name="unit">The unit.</param>
    /// <remarks>Linux <c>dmar_device_remove()</c>.</remarks>
    protected internal virtual Flow RemoveRemappingUnit(Iommu iommu, [MayArriveWith(Facts.UnitInUse)] RemappingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(iommu);
        if (!iommu.IsInUse(unit)) iommu.RemoveUnit(unit);
        return Flow.Completed;
    }

    /// <summary>Firmware or an administrator ejects a remapping unit: <see cref="RemoveRemappingUnit"/> runs.</summary>
    /// <param name="iommu">The IOMMU that runs the unit.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>ACPI <c>Notify(eject)</c> on the unit's device.</remarks>
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow EjectRemappingUnit(Iommu iommu, RemappingUnit unit, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(iommu);
        ArgumentNullException.ThrowIfNull(unit);
        return Runtime.EjectRemappingUnit(this, iommu, unit, new(file, line));
    }

    /// <summary>
    /// Switches the local APICs to x2APIC mode, in which processors have ids of 32 bits. Only remapping can address those beyond 255.
    /// </summary>
    /// <param name="iommu">The IOMMU, which must remap already, and whose units must all be able to (<see cref="Iommu.SupportsX2Apic"/>).</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>Linux <c>enable_IR_x2apic()</c>, <c>x2apic_enable()</c>.</remarks>
    [Requires(Facts.RemappingEnabled, Subject = nameof(iommu), Rule = RuleIds.RemappingOutOfOrder)]
    [Requires(
        Facts.ExtendedModeSupported, Subject = nameof(iommu), Assuming = Assumption.UnitsLackExtendedMode, Rule = RuleIds.RemappingOutOfOrder)]
    [Footprint(Reads = Slots.RemappingHardware, Writes = Slots.RemappingHardware)]
    public void EnableX2Apic(Iommu iommu, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(iommu);
        Runtime.EnableX2Apic(this, iommu, new(file, line));
    }
}

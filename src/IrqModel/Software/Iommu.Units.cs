using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>
/// The steps that <see cref="EnableInterruptRemapping"/> consists of, for one unit at a time, and the removal of units.
/// </content>
public partial class Iommu
{
    /// <summary>Makes a remapping table for a unit and tells the unit where it is. Entries of an earlier table may still be cached.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The unit is not a VT-d unit, or remaps already.</exception>
    /// <remarks>Linux <c>intel_setup_irq_remapping()</c>, <c>iommu_set_irq_remapping()</c>: IRTA, GCMD.SIRTP.</remarks>
    [WrongIf(Assumption.EntriesInUse, Subject = nameof(unit), Rule = RuleIds.UnitRemovedInUse)]
    [Ensures(Facts.TablePointerSet, Subject = nameof(unit))]
    [Revokes(Facts.EntryCacheInvalidated, Subject = nameof(unit))]
    [Footprint(Reads = Slots.RemappingHardware, Writes = Slots.RemappingHardware)]
    public void SetTablePointer(RemappingUnit unit, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Runtime.SetTablePointer(this, unit, new(file, line));
    }

    /// <summary>Lets a unit forget every entry that it has cached.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>Linux <c>qi_global_iec()</c>.</remarks>
    [Ensures(Facts.EntryCacheInvalidated, Subject = nameof(unit))]
    [Revokes(Facts.EntriesStale, Widespread = true)]
    [Footprint(Reads = Slots.RemappingHardware, Writes = Slots.RemappingHardware)]
    public void InvalidateEntryCache(RemappingUnit unit, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Runtime.InvalidateEntryCache(this, unit, new(file, line));
    }

    /// <summary>Switches remapping on in a unit; compatibility-format messages are blocked from now on.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>Linux <c>iommu_enable_irq_remapping()</c>: GCMD.IRE, then GCMD.CFI off.</remarks>
    [Requires(Facts.TablePointerSet, Subject = nameof(unit), Rule = RuleIds.RemappingOutOfOrder)]
    [Requires(Facts.EntryCacheInvalidated, Subject = nameof(unit), Rule = RuleIds.RemappingOutOfOrder)]
    [RequiresAbsent(Facts.FunctionsAdded, Assuming = Assumption.FunctionsKeepDomains, Rule = RuleIds.RemappingOutOfOrder)]
    [Ensures(Facts.RemappingEnabled)]
    [Ensures(Facts.RemappingEnabled, Widespread = true)]
    [Footprint(Reads = Slots.RemappingHardware, Writes = Slots.RemappingHardware)]
    public void EnableRemapping(RemappingUnit unit, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Runtime.EnableRemapping(this, unit, new(file, line));
    }

    /// <summary>Whether entries of a unit are taken, or functions in its scope are registered.</summary>
    /// <param name="unit">The unit.</param>
    /// <remarks>Linux <c>dmar_ir_remove()</c>: <c>bitmap_empty()</c>; scope devices.</remarks>
    [TestsFact(Facts.UnitInUse, Subject = nameof(unit), IsExact = true)]
    [Footprint(Reads = Slots.RemappingHardware | Slots.Registration | Slots.Vectors)]
    public bool IsInUse(RemappingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Runtime.IsInUse(this, unit);
    }

    /// <summary>Takes a unit out of the system: remapping off, its table and its MSI domain gone.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>Linux <c>dmar_ir_hotplug()</c>, <c>intel_teardown_irq_remapping()</c>.</remarks>
    [RequiresAbsent(Facts.UnitInUse, Subject = nameof(unit), Rule = RuleIds.UnitRemovedInUse)]
    [WrongIf(Assumption.EntriesInUse, Subject = nameof(unit), Rule = RuleIds.UnitRemovedInUse)]
    [Footprint(Reads = Slots.RemappingHardware, Writes = Slots.RemappingHardware)]
    public void RemoveUnit(RemappingUnit unit, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Runtime.RemoveUnit(this, unit, new(file, line));
    }

    internal void ForgetDomain(RemappingUnit unit) => domains.Remove(unit);
}

using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>Software's own reckoning of the requester ids under which functions send.</content>
public abstract partial class Host
{
    /// <summary>Which requester ids may use the entries of a function in a VT-d unit's table.</summary>
    /// <param name="function">
    /// The sender: the function under whose requester id it sends (<see cref="PciFunction.RealDmaFunction"/>, 9b4a824b889e), or the one that
    /// <see cref="PciFunction.SetInterruptSource"/> names.
    /// </param>
    /// <remarks>Linux <c>set_msi_sid()</c>, <c>drivers/iommu/intel/irq_remapping.c</c>, as 2c70010867f1 left it.</remarks>
    protected internal virtual SourceCheck SourceCheckFor(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!function.HasDmaAliases) return SourceCheck.Exactly(function.Address.RequesterId);

        var own = new DmaAlias(function, function.Address.RequesterId);
        var last = own;
        var (count, onOneBus) = (0, true);
        foreach (var alias in function.DmaAliases)
        {
            onOneBus &= count++ == 0 || alias.Id.Bus == last.Id.Bus;
            last = alias;
        }

        if (last.Id.Bus != last.Device.Address.Bus) return SourceCheck.Buses(last.Id.Bus, own.Id.Bus); // below a PCIe-to-PCI bridge
        if (count > 1 && onOneBus) return SourceCheck.Buses(own.Id.Bus, own.Id.Bus);
        return SourceCheck.Exactly(last.Device.Address.Bus != own.Id.Bus ? last.Id : own.Id);
    }

    /// <summary>Which ids' entries in an AMD-Vi unit's device table lead to the table of a function.</summary>
    /// <param name="function">The function.</param>
    /// <remarks>Linux <c>set_remap_table_entry_alias()</c>.</remarks>
    protected internal virtual IEnumerable<RequesterId> DeviceTableIdsFor(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.DmaAliases.Select(alias => alias.Id);
    }

    /// <summary>
    /// Under which ids an AMD-Vi unit is told to forget an entry of a function that was changed. Under others, or none, it goes on with what it has
    /// kept.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <remarks>Linux <c>iommu_flush_irt_and_complete()</c>.</remarks>
    [ReturnsSomething(Rule = RuleIds.RemappingOutOfOrder)]
    protected internal virtual IEnumerable<RequesterId> FlushedIdsFor(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.DmaAliases.Select(alias => alias.Id);
    }

    /// <summary>Whether a VT-d unit is told of each table entry that is changed. Where it is not, it goes on with what it has cached.</summary>
    /// <remarks>Linux <c>modify_irte()</c>, <c>clear_entries()</c>: <c>qi_flush_iec()</c>; VT-d specification 6.5.3.</remarks>
    [ReturnsSomething(Rule = RuleIds.RemappingOutOfOrder)]
    public virtual bool FlushesChangedEntries => true;
}

namespace IrqModel;

/// <content>How software uses posted interrupts, where the VT-d units have them.</content>
public abstract partial class Host
{
    /// <summary>
    /// Whether the host has its own MSIs posted: entries name the descriptor of a processor, and one notification is for all that came in
    /// meanwhile. Without effect where a unit cannot post.
    /// </summary>
    /// <remarks>Linux since 6.11 with <c>intel_iommu=posted_msi</c>: <c>prepare_irte_posted()</c>, commit ed1e48ea4370.</remarks>
    public virtual bool UsesPostedMsi => false;

    /// <summary>Whether a change of the host's affinity leaves an entry alone that posts to a vCPU.</summary>
    /// <remarks>
    /// Linux <c>__intel_ir_reconfigure_irte()</c>: <c>posted_vcpu</c>, commit 688124cc541f; before, it was so without <see cref="UsesPostedMsi"/>.
    /// </remarks>
    public virtual bool KeepsEntriesOfVirtualProcessors => true;

    /// <summary>Whether an entry that no longer posts to a vCPU is made what <see cref="UsesPostedMsi"/> wants, and not a remapped one in any case.</summary>
    /// <remarks>Linux <c>intel_ir_set_vcpu_affinity()</c> since commit 2454823e97a6.</remarks>
    public virtual bool RestoresPostedMsi => true;
}

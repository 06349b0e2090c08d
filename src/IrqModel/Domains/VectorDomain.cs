namespace IrqModel;

/// <summary>The last level: vectors of processors (Linux <c>x86_vector_domain</c>).</summary>
/// <param name="style">Whether it is an MSI parent.</param>
public sealed class VectorDomain(MsiDomainStyle style = MsiDomainStyle.Shared) : MsiDomain("VECTOR", parent: null)
{
    /// <inheritdoc/>
    public override string ChipName => "APIC";

    /// <inheritdoc/>
    public override bool IsMsiParent { get; } = style == MsiDomainStyle.PerDevice;
}

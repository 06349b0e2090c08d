namespace IrqModel;

/// <summary>The level that allocates entries in a remapping unit's tables (Linux <c>INTEL-IR-n</c>, <c>AMD-IR-n</c>).</summary>
public sealed class RemappingDomain : MsiDomain
{
    /// <summary>The domain of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="parent">The vectors.</param>
    /// <param name="style">Whether it is an MSI parent.</param>
    public RemappingDomain(RemappingUnit unit, IrqDomain parent, MsiDomainStyle style = MsiDomainStyle.Shared)
        : base($"{PrefixOf(unit)}-{unit.Index}", parent, TokenOf(unit, style))
    {
        Unit = unit;
        IsMsiParent = style == MsiDomainStyle.PerDevice;
    }

    /// <summary>The unit.</summary>
    public RemappingUnit Unit { get; }

    /// <inheritdoc/>
    public override string ChipName => Prefix;

    /// <inheritdoc/>
    public override bool IsMsiParent { get; }

    internal string Prefix => PrefixOf(Unit);

    private static string PrefixOf(RemappingUnit unit) => unit.Architecture == RemappingArchitecture.AmdVi ? "AMD-IR" : "INTEL-IR";

    private static DomainBusToken TokenOf(RemappingUnit unit, MsiDomainStyle style) =>
        style == MsiDomainStyle.Shared ? DomainBusToken.Any
        : unit.Architecture == RemappingArchitecture.AmdVi ? DomainBusToken.AmdVi
        : DomainBusToken.Dmar;
}

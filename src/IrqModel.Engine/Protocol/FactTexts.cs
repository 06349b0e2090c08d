using IrqModel.Contracts;

namespace IrqModel.Engine;

/// <summary>Says facts in words.</summary>
internal static class FactTexts
{
    private static readonly (Facts Fact, string Missing, string Present)[] Texts =
    [
        (Facts.Registered, "not registered with its IOMMU", "registered with its IOMMU"),
        (Facts.DefaultMsiDomain, "without a default MSI domain", "has a default MSI domain"),
        (Facts.MsiDomainDecided, "its MSI domain not decided", "its MSI domain is decided"),
        (Facts.MsiDomainInherited, "without its PF's MSI domain", "has its PF's MSI domain"),
        (Facts.BindingHeld, "open to drivers (MatchDriver is true)", "held back from drivers"),
        (Facts.Added, "not added", "added"),
        (Facts.Bound, "not bound to a driver", "bound to a driver"),
        (Facts.VectorsAllocated, "without vectors", "has vectors"),
        (Facts.DefaultDomainCreated, "the default MSI domain does not exist", "the default MSI domain exists already"),
        (Facts.DefaultDomainOverridden, "the default MSI domain not overridden", "the default MSI domain is overridden"),
    ];

    /// <summary>None of the facts holds.</summary>
    public static string Missing(Facts facts) => Join(facts, text => text.Missing);

    /// <summary>The facts hold.</summary>
    public static string Present(Facts facts) => Join(facts, text => text.Present);

    private static string Join(Facts facts, Func<(Facts Fact, string Missing, string Present), string> choose) =>
        string.Join(", ", Texts.Where(text => (facts & text.Fact) != 0).Select(choose));
}

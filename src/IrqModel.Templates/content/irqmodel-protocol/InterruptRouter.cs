using IrqModel;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace ModelProtocol;

/// <summary>Operations of your own, with contracts that say what must come before what. The analyzers check every call of them.</summary>
public abstract class InterruptRouter
{
    /// <summary>Makes a function known to its IOMMU.</summary>
    [Ensures(Facts.Registered, Subject = nameof(function))]
    public abstract void Attach(PciFunction function);

    /// <summary>Decides the MSI domain of a function, which must be known to its IOMMU by then.</summary>
    [Requires(Facts.Registered, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)]
    [Ensures(Facts.MsiDomainDecided, Subject = nameof(function))]
    public abstract void Route(PciFunction function);
}

namespace IrqModel.Rules;

/// <summary>The identifiers of the rules, as contracts and findings name them.</summary>
public static class RuleIds
{
    /// <summary>MSI domain assigned or looked up before the function is registered with its IOMMU.</summary>
    public const string DomainBeforeRegistration = "IRQ1001";

    /// <summary>Vectors allocated before the function's MSI domain is final.</summary>
    public const string VectorsBeforeDomain = "IRQ1002";

    /// <summary>MSI domain taken from the bus although more than one remapping unit serves it.</summary>
    public const string DomainFromSharedBus = "IRQ1003";

    /// <summary>Platform override of the MSI domain after the default was created.</summary>
    public const string OverrideAfterDefault = "IRQ1006";

    /// <summary>VF leaves its ADD handler, or binds, without an inherited MSI domain.</summary>
    public const string VirtualFunctionWithoutDomain = "IRQ2001";

    /// <summary>Driver may bind before the MSI domain is final.</summary>
    public const string BindingBeforeDomain = "IRQ3001";

    /// <summary>An override weakens the contract of what it overrides.</summary>
    public const string WeakenedContract = "IRQ9002";

    /// <summary>A flow is started and not awaited, or awaits something that is not a flow.</summary>
    public const string FlowNotAwaited = "IRQ9003";

    /// <summary>A contract cannot be read.</summary>
    public const string UnreadableContract = "IRQ9004";
}

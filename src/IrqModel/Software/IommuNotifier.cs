using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <summary>
/// The notifier by which an IOMMU driver learns of functions. It owes every VF a place: registered on its own, or with the MSI domain of
/// its PF.
/// </summary>
/// <param name="priority">As in <see cref="BusNotifier"/>; Linux uses 1 for DMAR since 316f92a705a4, so that it comes before the IOMMU core's 0.</param>
public abstract class IommuNotifier(int priority = 0) : BusNotifier(priority)
{
    /// <inheritdoc/>
    protected internal abstract override Flow OnDeviceAdded(
        [ArrivesWithout(Facts.Registered | Facts.MsiDomainInherited | Facts.MsiDomainDecided | Facts.DomainSought)]
        [LeavesWith(
            Facts.Registered | Facts.MsiDomainInherited | Facts.MsiDomainDecided,
            When = FunctionKind.Virtual, Rule = RuleIds.VirtualFunctionWithoutDomain)]
        [LeavesWith(
            Facts.MsiDomainDecided | Facts.DomainSought, When = FunctionKind.Virtual, Assuming = Assumption.NobodyDecides,
            Rule = RuleIds.VirtualFunctionWithoutDomain)]
        [LeavesWith(
            Facts.MsiDomainDecided | Facts.DomainSought, When = FunctionKind.Physical, Assuming = Assumption.NobodyDecides,
            Rule = RuleIds.DomainNeverDecided)]
        PciFunction function);
}

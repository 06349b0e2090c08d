using IrqModel;

namespace BugMuseum.C;

/// <summary>No driver may bind to the IOMMU's function.</summary>
internal sealed class C02After(Machine machine) : C02Linux(machine)
{
    protected override void ClaimFunction(PciFunction own) => own.MatchDriver = false; // iommu->dev->match_driver = false
}

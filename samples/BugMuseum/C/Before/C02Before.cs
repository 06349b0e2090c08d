using IrqModel;

namespace BugMuseum.C;

/// <summary>Whoever matches may bind to the IOMMU's function.</summary>
internal sealed class C02Before(Machine machine) : C02Linux(machine)
{
    protected override void ClaimFunction(PciFunction own)
    {
    }
}

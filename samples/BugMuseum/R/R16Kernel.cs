using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel whose platform has no vectors to give.</summary>
internal sealed class R16Kernel(Machine machine, PciDriver driver) : Kernel(machine, driver)
{
    protected override MsiDomain? MsiDomainForVectors(PciFunction function) => null;
}

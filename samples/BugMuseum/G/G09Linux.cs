using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux with a driver of AMD-Vi that chooses domains in its own way.</summary>
internal sealed class G09Linux(Machine machine, Func<VectorDomain, Iommu> create) : Linux(machine)
{
    protected override Iommu Dmar => field ??= create(VectorDomain);
}

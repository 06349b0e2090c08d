using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.A;

/// <summary>Linux with a DMAR driver that finds domains by firmware nodes.</summary>
internal sealed class A10Linux(Machine machine, Iommu dmar) : Linux(machine)
{
    protected override Iommu Dmar => dmar;
}

using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.F;

/// <summary>Linux since db744ddd59be.</summary>
internal sealed class F10After(Machine machine) : Linux(machine)
{
    private const int DomainShift = 27;
    private const int FunctionShift = 11;

    private readonly Dictionary<ulong, PciFunction> mapped = [];

    // pci_msi_domain_calc_hwirq(): the number must be free, or no interrupt is mapped.
    protected override MsiDomain? MsiDomainForVectors(PciFunction function)
    {
        var number = ((ulong)function.Address.Segment << DomainShift) | ((ulong)function.Address.RequesterId.Value << FunctionShift);
        mapped.TryAdd(number, function);
        return mapped[number] == function ? function.MsiDomain : null;
    }
}

using IrqModel;
using IrqModel.Contracts;

namespace OwnProtocol.Protocol;

/// <summary>The MSI doorbells of an IOMMU that translates them: each function writes to an address that must be mapped for it.</summary>
internal sealed class Doorbells
{
    private readonly HashSet<PciFunction> mapped = [];

    /// <summary>What went wrong, in the order in which it did.</summary>
    public List<string> Harm { get; } = [];

    /// <summary>Maps the doorbell in the first-stage table of a function.</summary>
    [Footprint]
    [Ensures(DeviceFacts.DoorbellMapped, Subject = nameof(function))]
    public void Map(PciFunction function) => mapped.Add(function);

    /// <summary>Composes the messages of a function with the address of the doorbell.</summary>
    [Footprint]
    [Requires(DeviceFacts.DoorbellMapped, Subject = nameof(function), Rule = VmmRules.ComposedUnmapped)]
    public void Compose(PciFunction function)
    {
        if (!mapped.Contains(function)) Harm.Add($"a write of {function.Name} faults");
    }

    /// <summary>Whether a function has its doorbell.</summary>
    public bool Has(PciFunction function) => mapped.Contains(function);
}

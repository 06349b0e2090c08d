using IrqModel;

namespace ModelProtocol;

/// <summary>Stands for code that you cannot annotate. Its contracts are in IrqContracts.Vendor.txt.</summary>
public abstract class VendorLibrary
{
    /// <summary>Makes a function known to its IOMMU.</summary>
    public abstract void Start(PciFunction function);

    /// <summary>Decides the MSI domain of a function.</summary>
    public abstract void Connect(PciFunction function);
}

using IrqModel.Contracts;

namespace IrqModel;

/// <summary>An SR-IOV virtual function. It comes into being when its PF enables SR-IOV.</summary>
[OfKind(FunctionKind.Virtual)]
public sealed class VirtualFunction : PciFunction
{
    internal VirtualFunction(PhysicalFunction physicalFunction, int index, PciBus bus, Bdf address)
        : base(bus, address, name: null)
    {
        PhysicalFunction = physicalFunction;
        Index = index;
        MsixTableSize = physicalFunction.Sriov!.VfMsixVectors;
    }

    /// <summary>The PF.</summary>
    public override PhysicalFunction PhysicalFunction { get; }

    /// <summary>Number of the VF, from 0.</summary>
    public int Index { get; }

    private protected override string DefaultName => $"{PhysicalFunction.Name} VF {Index}";
}

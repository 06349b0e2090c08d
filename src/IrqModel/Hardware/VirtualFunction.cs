using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

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

    /// <summary>
    /// What an administrator does: asks the driver of the PF to give the VF an MSI-X table of another size. What a driver has bound to keeps
    /// its size.
    /// </summary>
    /// <param name="count">How many vectors, up to 2048; 0 for what the PF's capability says.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>False if the VF is bound (Linux: -EBUSY), or the PF has no driver that can do it (-EOPNOTSUPP).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or more than a table can have.</exception>
    /// <remarks>Linux <c>sriov_vf_msix_count_store()</c>, <c>struct pci_driver.sriov_set_msix_vec_count</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Footprint(Reads = Slots.Binding, Writes = Slots.Vectors)]
    public bool SetMsixVectorCount(int count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.SetMsixVectorCount(this, count, new(file, line));

    private protected override string DefaultName => $"{PhysicalFunction.Name} VF {Index}";
}

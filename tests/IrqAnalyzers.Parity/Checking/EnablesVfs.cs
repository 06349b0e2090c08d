using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>Enables a VF of each PF that is added, so that hosts have some as soon as they have scanned.</summary>
internal sealed class EnablesVfs() : BusNotifier(priority: -1)
{
    protected override async Flow OnDeviceAdded(PciFunction function)
    {
        if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(1);
    }
}

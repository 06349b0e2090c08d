using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>The machines that programs run on.</summary>
internal static class Machines
{
    public static Func<Machine>[] All { get; } = [OneUnit, TwoUnits];

    /// <summary>After boot the NIC gets a VF.</summary>
    public static async Flow EnableVirtualFunctions(Host host)
    {
        foreach (var function in host.Machine.Functions.ToArray())
        {
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(1);
        }
    }

    private static SriovCapability Sriov => new(TotalVfs: 2, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 1);

    private static Machine OneUnit()
    {
        var machine = new Machine("one unit");
        machine.AddRootBus().AddFunction("02.0", "nic", sriov: Sriov);
        machine.AddCatchAllUnit();
        return machine;
    }

    private static Machine TwoUnits()
    {
        var machine = new Machine("two units on one bus");
        var root = machine.AddRootBus();
        var graphics = root.AddFunction("01.0", "gpu");
        root.AddFunction("02.0", "nic", sriov: Sriov);
        machine.AddRemappingUnit().Covers(graphics);
        machine.AddCatchAllUnit();
        return machine;
    }
}

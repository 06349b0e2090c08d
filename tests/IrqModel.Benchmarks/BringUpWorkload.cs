using IrqModel.Engine;

namespace IrqModel.Benchmarks;

/// <summary>
/// A machine with 64 PFs whose VFs all come up through a host that does everything as Linux does: notifier, driver, four vectors each. A
/// segment has 65,536 requester ids and a unit's table as many entries, so there are eight segments with a unit and eight PFs each.
/// </summary>
public static class BringUpWorkload
{
    /// <summary>Vectors of each function, PF or VF.</summary>
    public const int VectorsPerFunction = 4;

    private const int Segments = 8;
    private const int PhysicalFunctionsPerSegment = 8;

    // 65,792 functions with four vectors each; a processor has 173.
    private const int Processors = 1536;

    /// <summary>How many PFs there are.</summary>
    public const int PhysicalFunctions = Segments * PhysicalFunctionsPerSegment;

    /// <summary>Builds the machine, boots it, and enables the VFs, PF by PF.</summary>
    /// <param name="virtualFunctions">How many VFs, a multiple of 64 up to 65,536.</param>
    /// <param name="atTheEnd">Called when all is up and nothing has been reported yet.</param>
    public static RunResult Run(int virtualFunctions, Action? atTheEnd = null) =>
        Simulation.Run(() => Build(virtualFunctions), machine => new BringUpHost(machine), host => Enable(host, virtualFunctions, atTheEnd));

    private static Machine Build(int virtualFunctions)
    {
        var machine = new Machine("64 PFs") { Processors = Processors, X2Apic = true };
        var sriov = new SriovCapability(virtualFunctions / PhysicalFunctions, FirstVfOffset: 0x100, VfStride: 1, VectorsPerFunction);
        for (var segment = 0; segment < Segments; segment++)
        {
            for (var index = 0; index < PhysicalFunctionsPerSegment; index++)
                machine.AddRootBus((byte)(index * 32), segment).AddFunction("00.0", $"nic {segment}.{index}", VectorsPerFunction, sriov: sriov);
            machine.AddCatchAllUnit(segment: segment);
        }

        return machine;
    }

    private static async Flow Enable(Host host, int virtualFunctions, Action? atTheEnd)
    {
        foreach (var function in host.AddedFunctions.ToArray())
        {
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(virtualFunctions / PhysicalFunctions);
        }

        atTheEnd?.Invoke();
    }
}

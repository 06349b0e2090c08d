using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>What bring-up costs a VF, in memory; docs/performance.md has the times, which no test holds.</summary>
public sealed class BringUpScaleTests
{
    private const int VectorsPerFunction = 4;

    // Without a trace nothing may be formatted, and nothing may grow with the number of VFs that are there already.
    [Fact]
    public void Each_VF_allocates_as_much_among_many_as_among_few()
    {
        AllocatedFor(64);

        var few = (AllocatedFor(2048) - AllocatedFor(1024)) / 1024.0;
        var many = (AllocatedFor(8192) - AllocatedFor(4096)) / 4096.0;

        Assert.InRange(many / few, 0.8, 1.2);
    }

    [Fact]
    public void A_run_of_many_VFs_delivers_every_interrupt()
    {
        var result = Run(8192);

        Assert.Equal(8193 * VectorsPerFunction, result.Functions.Sum(function => function.Interrupts.Length));
        Assert.All(result.Functions, function => Assert.True(function.Delivers));
        Assert.Empty(result.Trace);
    }

    private static long AllocatedFor(int vfs)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(vfs);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static RunResult Run(int vfs) => Simulation.Run(
        () =>
        {
            var machine = new Machine("m") { Processors = 256, X2Apic = true };
            machine.AddRootBus().AddFunction("00.0", "nic", VectorsPerFunction, sriov: new(vfs, FirstVfOffset: 0x100, VfStride: 1, VectorsPerFunction));
            machine.AddCatchAllUnit();
            return machine;
        },
        machine => new TestHost(machine),
        host => ((PhysicalFunction)host.Machine[Bdf.Parse("00:00.0")]).EnableSriov(vfs));
}

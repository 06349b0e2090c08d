using System.Collections.Concurrent;
using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>Nothing else runs beside these tests: any run may take memory as soon as it is released.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ReusedMemory;

/// <summary>Runs hand the memory of tables and entry caches on to each other; nothing that one run wrote may reach another.</summary>
[Collection(typeof(ReusedMemory))]
public sealed class ReusedMemoryTests
{
    private static readonly Irte Entry = new(0x1234_5678_9ABC_DEF1, 0x0001_0080);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4711)]
    [InlineData(RemappingTable.VtdEntries - 1)]
    public void A_released_table_is_all_zeros(int index)
    {
        var table = Table();
        table.Write(0, Entry);
        table.Write(index, Entry);
        var memory = table.Memory;

        table.Release();

        Assert.False(memory.AsSpan().ContainsAnyExcept(0UL));
    }

    [Fact]
    public void A_released_table_refuses_to_be_read_or_written()
    {
        var table = Table();
        table.Release();

        Assert.Throws<IndexOutOfRangeException>(() => table.Read(0));
        Assert.Throws<IndexOutOfRangeException>(() => table.Write(0, Entry));
    }

    [Fact]
    public void A_table_that_is_released_twice_is_handed_on_once()
    {
        var table = Table();
        var memory = table.Memory;
        table.Release();
        table.Release();

        var next = new[] { Table(), Table(), Table() };

        Assert.InRange(next.Count(other => ReferenceEquals(other.Memory, memory)), 0, 1);
        foreach (var other in next) other.Release();
    }

    [Fact]
    public void A_released_entry_cache_is_empty()
    {
        var cache = new InterruptEntryCache(1024);
        var lines = cache.Lines;
        lines[0].Tag = 1;
        lines[1023] = new() { Tag = 1024, Low = ulong.MaxValue, High = ulong.MaxValue };

        cache.Release();

        Assert.All(lines, line => Assert.Equal((0, 0UL, 0UL), (line.Tag, line.Low, line.High)));
        Assert.NotSame(lines, cache.Lines);
    }

    [Fact]
    public void A_run_gives_the_same_before_and_after_one_that_fills_its_table()
    {
        var before = Report(vfs: 2);
        Report(vfs: 2000);

        Assert.Equal(before, Report(vfs: 2));
    }

    [Fact]
    public void A_run_gives_the_same_after_one_that_throws()
    {
        var before = Report(vfs: 2);
        Assert.ThrowsAny<Exception>(() => Simulation.Run(
            () => Machine(500), machine => new TestHost(machine), async host =>
            {
                await Nic(host).EnableSriov(500);
                throw new InvalidOperationException("The scenario fails.");
            }));

        Assert.Equal(before, Report(vfs: 2));
    }

    [Fact]
    public void Runs_at_the_same_time_do_not_see_each_other()
    {
        var expected = Enumerable.Range(1, 8).Select(Report).ToArray();
        var wrong = new ConcurrentBag<int>();

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, run =>
        {
            if (Report(vfs: 1 + (run % 8)) != expected[run % 8]) wrong.Add(run);
        });

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_small_run_does_not_allocate_a_table()
    {
        Run(vfs: 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Run(vfs: 1);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, RemappingTable.VtdEntries * 16 / 4);
    }

    [Fact]
    public void An_operation_after_the_run_is_refused()
    {
        var result = Run(vfs: 1);

        var refusal = Assert.Throws<InvalidOperationException>(() => Nic(result.Host).AssignMsiDomain(null));

        Assert.Contains("the run is over, so 'AssignMsiDomain' cannot be called", refusal.Message, StringComparison.Ordinal);
    }

    private static RemappingTable Table() => new(new Machine("m").AddCatchAllUnit(), extendedMode: false);

    private static Machine Machine(int vfs)
    {
        var machine = new Machine("m") { Processors = 64, X2Apic = true };
        machine.AddRootBus().AddFunction("00.0", "nic", msixVectors: 4, sriov: new(vfs, FirstVfOffset: 0x100, VfStride: 1, VfMsixVectors: 2));
        machine.AddCatchAllUnit();
        return machine;
    }

    private static PhysicalFunction Nic(Host host) => (PhysicalFunction)host.Machine[Bdf.Parse("00:00.0")];

    private static RunResult Run(int vfs, bool trace = false) => Simulation.Run(
        () => Machine(vfs), machine => new TestHost(machine), host => Nic(host).EnableSriov(vfs), new() { Trace = trace });

    private static string Report(int vfs)
    {
        var result = Run(vfs, trace: true);
        var interrupts = result.Functions.SelectMany(function => function.Interrupts);
        return string.Join("\n", result.Trace.Select(step => step.Text).Concat(interrupts.Select(interrupt => $"{interrupt}")));
    }
}

using BenchmarkDotNet.Attributes;

namespace IrqModel.Benchmarks;

/// <summary>
/// Interrupts remapped a second, on one core, against the same work in C. Iterations are short enough to fit into one time slice, so that on a
/// machine that others use too the fastest is one that nobody disturbed.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
[SimpleJob(warmupCount: 30, iterationCount: 300, invocationCount: 16)]
public class RemappingBenchmark
{
    private RemappingWorkload workload = null!;

    /// <summary>Whether the unit caches entries.</summary>
    [Params(true, false)]
    public bool Cache { get; set; }

    /// <summary>Builds table and requests, and sees to it that both sides agree.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        workload = new RemappingWorkload(Cache);
        if (workload.NativeProblem is { } problem) throw new InvalidOperationException(problem);
        if (workload.CountDifferences() is var differences and > 0)
            throw new InvalidOperationException($"C and C# differ in {differences} results.");
    }

    /// <summary>C, gcc -O2, through a function pointer.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = RemappingWorkload.Requests)]
    public ulong C() => workload.RunNative(byCall: true);

    /// <summary>C, gcc -O2, inlined into the loop.</summary>
    [Benchmark(OperationsPerInvoke = RemappingWorkload.Requests)]
    public ulong InlinedC() => workload.RunNative(byCall: false);

    /// <summary>The model.</summary>
    [Benchmark(OperationsPerInvoke = RemappingWorkload.Requests)]
    public ulong Model() => workload.RunManaged();
}

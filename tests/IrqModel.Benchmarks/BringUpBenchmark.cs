using BenchmarkDotNet.Attributes;
using IrqModel.Engine;

namespace IrqModel.Benchmarks;

/// <summary>Bring-up of 64 PFs and their VFs, four vectors each, and the report of it.</summary>
[MemoryDiagnoser]
public class BringUpBenchmark
{
    /// <summary>How many VFs.</summary>
    [Params(1024, 4096, 16_384, 65_536)]
    public int VirtualFunctions { get; set; }

    /// <summary>Builds the machine, boots it, enables the VFs, lets every interrupt fire.</summary>
    [Benchmark]
    public RunResult BringUp() => BringUpWorkload.Run(VirtualFunctions);
}

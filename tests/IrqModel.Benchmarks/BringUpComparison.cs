using System.Diagnostics;
using System.Globalization;
using IrqModel.Engine;

namespace IrqModel.Benchmarks;

/// <summary>
/// How long bring-up takes and how much it keeps, for one size after the other: time and bytes for each vector must not grow. Processor time is that
/// of all threads, the garbage collector included.
/// </summary>
internal static class BringUpComparison
{
    private const int Rounds = 5;

    /// <returns>0, or 1 if an interrupt did not arrive.</returns>
    public static int Run(TextWriter output)
    {
        BringUpWorkload.Run(1024);
        foreach (var count in new[] { 1024, 4096, 16_384, 65_536 })
        {
            var times = new double[Rounds];
            var processor = new double[Rounds];
            long up = 0;
            long reported = 0;
            long vectors = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetTotalMemory(forceFullCollection: true);
                var used = Environment.CpuUsage.TotalTime;
                var start = Stopwatch.GetTimestamp();
                var result = BringUpWorkload.Run(count);
                times[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                processor[round] = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
                reported = GC.GetTotalMemory(forceFullCollection: true) - before;
                vectors = result.Functions.Sum(function => function.Interrupts.Length);
                if (vectors != (count + BringUpWorkload.PhysicalFunctions) * BringUpWorkload.VectorsPerFunction
                    || !result.Functions.All(function => function.Delivers))
                {
                    output.WriteLine($"{count} VFs: not every vector was allocated, or not every interrupt arrived.");
                    return 1;
                }
            }

            var empty = GC.GetTotalMemory(forceFullCollection: true);
            BringUpWorkload.Run(count, () => up = GC.GetTotalMemory(forceFullCollection: true) - empty);
            Array.Sort(times);
            Array.Sort(processor);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count,6} VFs, {vectors,7} vectors: {times[Rounds / 2],6:f3} s (best {times[0]:f3}), processor {processor[Rounds / 2],6:f3} s, {processor[Rounds / 2] / vectors * 1e6,5:f2} us a vector; "
                    + $"live bytes a vector {(double)up / vectors,6:f0} up, {(double)reported / vectors,6:f0} with the result"));
        }

        return 0;
    }
}

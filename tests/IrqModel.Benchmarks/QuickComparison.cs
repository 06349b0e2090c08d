using System.Diagnostics;
using System.Globalization;

namespace IrqModel.Benchmarks;

/// <summary>
/// C and model by turns, many rounds of one batch, short enough to fit into one time slice: on a machine that others use too, the best rounds
/// are those that nobody disturbed.
/// </summary>
internal static class QuickComparison
{
    private const int Rounds = 2000;

    /// <returns>0, or 1 if there is no C side or the sides differ.</returns>
    public static int Run(TextWriter output)
    {
        foreach (var cache in new[] { true, false })
        {
            var workload = new RemappingWorkload(cache);
            if (workload.NativeProblem is { } problem)
            {
                output.WriteLine(problem);
                return 1;
            }

            if (workload.CountDifferences() is var differences and > 0)
            {
                output.WriteLine($"C and C# differ in {differences} of {RemappingWorkload.Requests} results.");
                return 1;
            }

            Report(output, cache, workload);
        }

        return 0;
    }

    private static void Report(TextWriter output, bool cache, RemappingWorkload workload)
    {
        for (var warmUp = 0; warmUp < 400; warmUp++) workload.RunManaged();
        Thread.Sleep(500);
        for (var warmUp = 0; warmUp < 20; warmUp++) workload.RunManaged();

        var native = new double[Rounds];
        var inlined = new double[Rounds];
        var managed = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            workload.RunNative(byCall: true);
            native[round] = RateSince(start);
            start = Stopwatch.GetTimestamp();
            workload.RunManaged();
            managed[round] = RateSince(start);
            start = Stopwatch.GetTimestamp();
            workload.RunNative(byCall: false);
            inlined[round] = RateSince(start);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"entry cache {(cache ? "on" : "off")}, millions of interrupts a second, {allocated} bytes allocated");
        Line(output, "best twentieth", 0.95, native, inlined, managed);
        Line(output, "median", 0.5, native, inlined, managed);
    }

    private static void Line(TextWriter output, string title, double share, double[] native, double[] inlined, double[] managed)
    {
        var (call, inline, model) = (At(native, share), At(inlined, share), At(managed, share));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {title,-14}  C by call {call,5:f1}  C inlined {inline,5:f1}  model {model,5:f1}  "
                + $"ratio {model / call:f2} (to inlined C {model / inline:f2})"));
    }

    private static double RateSince(long start) => RemappingWorkload.Requests / Stopwatch.GetElapsedTime(start).TotalMicroseconds;

    private static double At(double[] values, double share)
    {
        Array.Sort(values);
        return values[(int)(share * (values.Length - 1))];
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IrqAnalyzers.Tests.Shared;

/// <summary>Processor time of the running thread, which other work on the machine does not lengthen.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>Whether there is such a clock here; elsewhere it is the time on the wall.</summary>
    public static bool IsProcessorTime { get; } = OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out _) == 0;

    /// <summary>Milliseconds that reading the clock twice takes at least: it is a call of the system, longer than many an action.</summary>
    public static double Cost { get; } = FindCost();

    /// <summary>Milliseconds since some moment, the same for one thread.</summary>
    public static double Now
    {
        get
        {
            if (!IsProcessorTime) return Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;
            return GetTime(ThreadProcessorTime, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : throw new InvalidOperationException("clock_gettime");
        }
    }

    private static double FindCost()
    {
        var least = double.MaxValue;
        for (var left = 20_000; left > 0; left--)
        {
            var start = Now;
            least = Math.Min(least, Now - start);
        }

        return least;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}

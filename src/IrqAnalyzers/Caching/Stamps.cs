using System.Runtime.CompilerServices;

namespace IrqAnalyzers.Caching;

/// <summary>Numbers for objects that never change, so that they can be told apart later without being kept.</summary>
internal static class Stamps
{
    private static readonly ConditionalWeakTable<object, Stamp> All = new();
    private static long last;

    public static ulong Of(object unchanging) => All.GetValue(unchanging, static _ => new(Interlocked.Increment(ref last))).Number;

    private sealed class Stamp
    {
        public Stamp(long number) => Number = (ulong)number;

        public ulong Number { get; }
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IrqModel.Benchmarks;

/// <summary>The same work in C: Native/remap.c, compiled with <c>gcc -O2</c> when first needed.</summary>
public sealed unsafe class NativeRemapping
{
    private readonly delegate* unmanaged<void*, void*, void*, int, ulong> run;
    private readonly delegate* unmanaged<void*, void*, void*, int, ulong> runByCall;
    private readonly delegate* unmanaged<void*, void> clearCache;
    private readonly void* unit;

    private NativeRemapping(nint library, ulong* table, int entries, bool cache)
    {
        run = (delegate* unmanaged<void*, void*, void*, int, ulong>)NativeLibrary.GetExport(library, "unit_run");
        runByCall = (delegate* unmanaged<void*, void*, void*, int, ulong>)NativeLibrary.GetExport(library, "unit_run_by_call");
        clearCache = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(library, "unit_clear_cache");
        var create = (delegate* unmanaged<void*, uint, int, void*>)NativeLibrary.GetExport(library, "unit_create");
        unit = create(table, (uint)entries, cache ? 1 : 0);
    }

    /// <summary>Compiles and loads the C code.</summary>
    /// <param name="table">The table, pinned by the caller.</param>
    /// <param name="entries">How many entries it has.</param>
    /// <param name="cache">Whether entries are cached.</param>
    /// <param name="problem">Why there is no result: no gcc, or its errors.</param>
    public static NativeRemapping? TryCreate(ulong* table, int entries, bool cache, out string? problem)
    {
        problem = Compile(out var path);
        return problem is null ? new NativeRemapping(NativeLibrary.Load(path), table, entries, cache) : null;
    }

    /// <summary>Empties the entry cache.</summary>
    public void ClearCache() => clearCache(unit);

    /// <summary>Sends all requests.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="results">Room for the results.</param>
    /// <param name="count">How many.</param>
    /// <param name="byCall">Through a function pointer, as the model does; or inlined into the loop.</param>
    /// <returns>A checksum of the results.</returns>
    public ulong Run(InterruptRequest* requests, void* results, int count, bool byCall) =>
        byCall ? runByCall(unit, requests, results, count) : run(unit, requests, results, count);

    private static string? Compile(out string path)
    {
        path = Path.Combine(Path.GetTempPath(), $"irqmodel-remap-{Environment.ProcessId}.so");
        if (File.Exists(path)) return null;
        var source = Path.Combine(AppContext.BaseDirectory, "Native", "remap.c");
        try
        {
            var start = new ProcessStartInfo("gcc", ["-O2", "-shared", "-fPIC", "-o", path, source]) { RedirectStandardError = true };
            using var gcc = Process.Start(start)!;
            var errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            return gcc.ExitCode == 0 ? null : $"gcc failed: {errors}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "gcc was not found, so there is nothing to compare with.";
        }
    }
}

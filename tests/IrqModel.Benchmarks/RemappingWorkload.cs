using System.Runtime.InteropServices;
using IrqModel.Engine;

namespace IrqModel.Benchmarks;

/// <summary>
/// A table of 65,536 present entries, each for another source, and requests with random indices; one in 64 comes from a source that the entry
/// does not allow. Both sides read the same arrays.
/// </summary>
public sealed unsafe class RemappingWorkload
{
    /// <summary>Entries of the table.</summary>
    public const int Entries = 65_536;

    /// <summary>Requests of a batch.</summary>
    public const int Requests = 1 << 16;

    private readonly ulong[] table = GC.AllocateArray<ulong>(2 * Entries, pinned: true);
    private readonly InterruptRequest[] requests = GC.AllocateArray<InterruptRequest>(Requests, pinned: true);
    private readonly RemapResult[] managedResults = GC.AllocateArray<RemapResult>(Requests, pinned: true);
    private readonly RemapResult[] nativeResults = GC.AllocateArray<RemapResult>(Requests, pinned: true);
    private readonly RemappingHardware hardware;
    private readonly NativeRemapping? native;

    /// <summary>Builds both sides.</summary>
    /// <param name="cache">Whether entries are cached.</param>
    public RemappingWorkload(bool cache)
    {
        var random = new Random(20201112);
        for (var index = 0; index < Entries; index++)
        {
            var entry = Irte.Remapped(
                (uint)random.Next(64) << 8, random.Next(2) == 0, (byte)random.Next(0x20, 0xF0), SourceOf(index), SourceValidation.RequesterId,
                random.Next(4));
            (table[2 * index], table[(2 * index) + 1]) = (entry.Low, entry.High);
        }

        for (var request = 0; request < Requests; request++)
        {
            var index = random.Next(Entries);
            var subhandle = random.Next(2) == 0 ? 0 : random.Next(Math.Min(index, 31) + 1);
            var message = MsiMessage.Remappable(index - subhandle, (ushort)subhandle);
            var source = random.Next(64) == 0 ? (ushort)~SourceOf(index).Value : SourceOf(index).Value;
            requests[request] = new() { Address = message.Address, Data = message.Data, Requester = source };
        }

        var configuration = new VtdConfiguration { EntryCacheLines = cache ? VtdConfiguration.Default.EntryCacheLines : 0 };
        hardware = new RemappingHardware(new Machine("benchmark").AddCatchAllUnit(), configuration);
        hardware.SetQueuedInvalidation(true);
        hardware.WriteTableAddress(table, extendedMode: false);
        hardware.SetTablePointer();
        hardware.SetRemappingEnabled(true);
        native = NativeRemapping.TryCreate(
            (ulong*)Marshal.UnsafeAddrOfPinnedArrayElement(table, 0), Entries, cache, out var problem);
        NativeProblem = problem;
    }

    /// <summary>Why there is no C side; null if there is one.</summary>
    public string? NativeProblem { get; }

    /// <summary>Sends the batch through the model, by the seam that the engine uses.</summary>
    /// <returns>A checksum of the results.</returns>
    public ulong RunManaged() => Run(hardware, requests, managedResults);

    /// <summary>Sends the batch through the C code.</summary>
    /// <param name="byCall">Through a function pointer, as the model does; or inlined into the loop.</param>
    /// <returns>A checksum of the results.</returns>
    public ulong RunNative(bool byCall)
    {
        fixed (InterruptRequest* first = requests)
        fixed (RemapResult* results = nativeResults)
            return native!.Run(first, results, Requests, byCall);
    }

    /// <summary>Runs both sides once and compares each result.</summary>
    /// <returns>The number of results that differ.</returns>
    public int CountDifferences() => CountDifferences(byCall: false) + CountDifferences(byCall: true);

    private int CountDifferences(bool byCall)
    {
        hardware.Submit(InvalidationDescriptor.AllEntries);
        native!.ClearCache();
        var differences = RunManaged() == RunNative(byCall) ? 0 : 1;
        for (var request = 0; request < Requests; request++)
        {
            if (managedResults[request] != nativeResults[request]) differences++;
        }

        return differences;
    }

    private static ulong Run(InterruptRemapper unit, InterruptRequest[] requests, RemapResult[] results)
    {
        var sum = 0UL;
        for (var i = 0; i < requests.Length && i < results.Length; i++)
        {
            ref readonly var request = ref requests[i];
            var result = unit.Request(new MsiMessage(request.Address, request.Data), new RequesterId(request.Requester));
            results[i] = result;
            sum = (sum * 31) + result.Destination + result.Vector + ((ulong)result.Fault << 8);
        }

        return sum;
    }

    private static RequesterId SourceOf(int index) => new((ushort)(index * 40_503));
}

using System.Globalization;
using System.Text.Json;

namespace SeedThread.Tests.Golden;

/// <summary>One observed boot of a real kernel.</summary>
internal sealed class GoldenFile
{
    private GoldenFile(JsonElement root)
    {
        Devices = [.. root.GetProperty("devices").EnumerateArray().Select(device => new GoldenDevice(device))];
        Snapshots = root.GetProperty("snapshots").EnumerateObject().ToDictionary(
            snapshot => snapshot.Name,
            snapshot => (IReadOnlyList<GoldenDevice>)[.. snapshot.Value.EnumerateArray().Select(device => new GoldenDevice(device))]);
        VirtualFunctionsDeliver = root.GetProperty("vf_interrupt_delivered") is { ValueKind: not JsonValueKind.Null } value ? value.GetBoolean() : null;
        PhysicalFunctionsDeliver = root.GetProperty("pf_interrupt_delivered").GetBoolean();
        FaultReasons = [.. root.GetProperty("remap_faults").EnumerateArray().Select(
            fault => (fault.GetProperty("source_id").GetString()!, Hex(fault.GetProperty("reason_code").GetString()!)))];
    }

    /// <summary>The functions at the end.</summary>
    public IReadOnlyList<GoldenDevice> Devices { get; }

    /// <summary>The functions at other moments.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<GoldenDevice>> Snapshots { get; }

    public bool? VirtualFunctionsDeliver { get; }

    public bool PhysicalFunctionsDeliver { get; }

    /// <summary>Requester id and reason of each logged fault.</summary>
    public IReadOnlyList<(string SourceId, ulong Reason)> FaultReasons { get; }

    public static GoldenFile Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return new GoldenFile(document.RootElement);
    }

    public static ulong Hex(string text) =>
        ulong.Parse(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

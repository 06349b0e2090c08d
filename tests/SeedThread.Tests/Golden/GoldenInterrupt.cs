using System.Text.Json;

namespace SeedThread.Tests.Golden;

/// <summary>What was observed of one interrupt.</summary>
internal sealed class GoldenInterrupt
{
    public GoldenInterrupt(JsonElement interrupt)
    {
        Chain = string.Join(" > ", interrupt.GetProperty("domain_chain").EnumerateArray().Select(domain => domain.GetString()));
        Format = interrupt.GetProperty("format").GetString()!;
        Count = interrupt.GetProperty("delivered_count").GetInt64();
        if (interrupt.TryGetProperty("irte", out var entry) && entry.ValueKind == JsonValueKind.Object)
            SourceBits = GoldenFile.Hex(entry.GetProperty("irte_hi").GetString()!);
    }

    public string Chain { get; }

    public string Format { get; }

    public long Count { get; }

    /// <summary>Bits 127:64 of the table entry: source-id, qualifier, verification type.</summary>
    public ulong? SourceBits { get; }
}

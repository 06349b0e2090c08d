using System.Globalization;
using System.Text.Json;

namespace IrqAnalyzers.Tests.Shared.Golden;

/// <summary>What was observed of one interrupt.</summary>
internal sealed class GoldenInterrupt(JsonElement interrupt)
{
    public int Number { get; } = interrupt.GetProperty("irq").GetInt32();

    public int Index { get; } = interrupt.GetProperty("msi_index").GetInt32();

    /// <summary><c>msi</c> or <c>msix</c>.</summary>
    public string Mode { get; } = interrupt.GetProperty("mode").GetString()!;

    public string Chain { get; } = Join(interrupt.GetProperty("domain_chain"));

    public string Chips { get; } = Join(interrupt.GetProperty("chip_chain"));

    public string HardwareNumbers { get; } = Join(interrupt.GetProperty("hwirq_chain"));

    public string Format { get; } = interrupt.GetProperty("format").GetString()!;

    public ulong Address { get; } = Hex(interrupt.GetProperty("msi_address")) | (Hex(interrupt.GetProperty("msi_address_hi")) << 32);

    public ulong Data { get; } = Hex(interrupt.GetProperty("msi_data"));

    public bool? Masked { get; } = interrupt.GetProperty("masked") is { ValueKind: not JsonValueKind.Null } masked ? masked.GetBoolean() : null;

    public int? EntryIndex { get; } = interrupt.TryGetProperty("irte_index", out var index) && index.ValueKind == JsonValueKind.Number ? index.GetInt32() : null;

    /// <summary>The entry's two words, the high one first.</summary>
    public (ulong High, ulong Low)? Entry { get; } =
        interrupt.TryGetProperty("irte", out var entry) && entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("irte_hi", out _)
            ? (Hex(entry.GetProperty("irte_hi")), Hex(entry.GetProperty("irte_lo")))
            : null;

    public long Count { get; } = interrupt.GetProperty("delivered_count").GetInt64();

    public static ulong Hex(JsonElement element)
    {
        if (element.GetString() is not { } text) return 0;
        return ulong.Parse(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static string Join(JsonElement names) => string.Join(" > ", names.EnumerateArray().Select(name => name.GetString()));
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IrqModel.Engine;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Runs;

/// <summary>What became of one vector when it fired at the end of a run.</summary>
/// <param name="Index">Its place in the function's table.</param>
/// <param name="Number">Software's number for it (Linux: the irq).</param>
/// <param name="MessageAddress">The address of its message.</param>
/// <param name="MessageData">The data of its message.</param>
/// <param name="Outcome">How the request ended.</param>
public sealed record RunInterrupt(
    int Index, int Number, [property: JsonConverter(typeof(HexConverter))] ulong MessageAddress,
    [property: JsonConverter(typeof(HexConverter))] ulong MessageData, DeliveryOutcome Outcome)
{
    /// <summary>The domains it was allocated through, first to last.</summary>
    public string DomainChain { get; init; } = "";

    /// <summary>The names of their interrupt chips.</summary>
    public ImmutableArray<string> Chips { get; init; } = [];

    /// <summary>Its number at each of these levels (Linux: hwirq).</summary>
    public ImmutableArray<long> HardwareNumbers { get; init; } = [];

    /// <summary>Index of its table entry; null without remapping.</summary>
    public int? EntryIndex { get; init; }

    /// <summary>The unit in whose table the entry is.</summary>
    public string? EntryUnit { get; init; }

    /// <summary>Bits 63:0 of the entry; of an AMD-Vi entry of 32 bits 31:0.</summary>
    [JsonConverter(typeof(HexConverter))]
    public ulong? EntryLow { get; init; }

    /// <summary>Bits 127:64 of the entry; null for an AMD-Vi entry of 32 bits.</summary>
    [JsonConverter(typeof(HexConverter))]
    public ulong? EntryHigh { get; init; }

    /// <summary>
    /// Bits 191:128 of the device table entry that leads an AMD-Vi unit to the table: the part about interrupts. Null for a VT-d unit.
    /// </summary>
    [JsonConverter(typeof(HexConverter))]
    public ulong? DeviceEntry { get; init; }

    /// <summary>The vCPU that software has it posted to; null for the host.</summary>
    public string? PostedTo { get; init; }

    /// <summary>Why it was refused.</summary>
    public FaultReason Fault { get; init; }

    /// <summary>The processor it reached; null if none.</summary>
    public int? Processor { get; init; }

    /// <summary>The vector it reached there; null if none.</summary>
    public int? Vector { get; init; }

    /// <summary>
    /// The stations of its message, for the first interrupt of a function and for those that are lost; empty for the others.
    /// </summary>
    public ImmutableArray<RunHop> Hops { get; init; } = [];

    /// <summary>The message.</summary>
    [JsonIgnore]
    public MsiMessage Message => new(MessageAddress, (uint)MessageData);

    /// <summary>The entry, where a VT-d unit reads it.</summary>
    [JsonIgnore]
    public Irte? Entry => DeviceEntry is null && EntryLow is { } low && EntryHigh is { } high ? new Irte(low, high) : null;

    /// <summary>Takes over what the engine reports.</summary>
    internal static RunInterrupt Of(InterruptReport report) =>
        new(report.Index, report.Number, report.Message.Address, report.Message.Data, report.Outcome)
        {
            DomainChain = report.DomainChain,
            Chips = report.Chips,
            HardwareNumbers = report.HardwareNumbers,
            EntryIndex = report.EntryIndex < 0 ? null : report.EntryIndex,
            EntryUnit = report.EntryUnit?.Name,
            EntryLow = report.Amd is { } amd ? amd.Entry?.Low : report.Entry?.Low,
            EntryHigh = report.Amd is { } wide ? wide.Entry is { Wide: true } entry ? entry.High : null : report.Entry?.High,
            DeviceEntry = report.Amd?.Device.Value,
            PostedTo = report.PostedTo?.ToString(),
            Fault = report.Fault,
            Processor = report.Processor < 0 ? null : report.Processor,
            Vector = report.Processor < 0 ? null : report.Vector,
            Hops = report.Index == 0 || report.Outcome != DeliveryOutcome.Delivered ? [.. report.Hops.Select(RunHop.Of)] : [],
        };
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Describing;

/// <summary>A remapping unit.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="RegisterBase">Physical address of its registers.</param>
public sealed record DescribedUnit(string Name, [property: JsonConverter(typeof(HexConverter))] ulong RegisterBase)
{
    /// <summary>Whose unit it is.</summary>
    public RemappingArchitecture Architecture { get; init; } = RemappingArchitecture.VtD;

    /// <summary>The segment it serves.</summary>
    public int Segment { get; init; }

    /// <summary>Whether it covers what no other unit of its segment names. AMD-Vi units always do.</summary>
    public bool IsCatchAll { get; init; }

    /// <summary>The function that an AMD-Vi unit appears as.</summary>
    [JsonConverter(typeof(BdfConverter))]
    public Bdf? OwnFunction { get; init; }

    /// <summary>Whether it cannot remap interrupts (ECAP.IR is clear).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LacksInterruptRemapping { get; init; }

    /// <summary>Whether it can post interrupts (CAP.PI).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PostsInterrupts { get; init; }

    /// <summary>Whether its entries have eight bits for the processor only (ECAP.EIM is clear).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LacksExtendedInterruptMode { get; init; }

    /// <summary>Its device scopes, in table order.</summary>
    public ImmutableArray<DescribedScope> Scopes { get; init; } = [];

    /// <summary>Where this is known from: file with offset.</summary>
    public string? From { get; init; }
}

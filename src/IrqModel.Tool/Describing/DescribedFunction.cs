using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Describing;

/// <summary>A function that exists by itself: an endpoint or a bridge. VFs follow from the SR-IOV capability of their PF.</summary>
/// <param name="Address">Its address.</param>
public sealed record DescribedFunction([property: JsonConverter(typeof(BdfConverter))] Bdf Address)
{
    /// <summary>What messages call it; null for its address.</summary>
    public string? Name { get; init; }

    /// <summary>What it is, in the words of a listing.</summary>
    public string? What { get; init; }

    /// <summary>Where this is known from: file with line or offset.</summary>
    public string? From { get; init; }

    /// <summary>Size of its MSI-X table; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MsixVectors { get; init; }

    /// <summary>Vectors of its MSI capability; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MsiVectors { get; init; }

    /// <summary>Whether its MSI capability lacks mask bits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LacksMsiMaskBits { get; init; }

    /// <summary>Whether it is hot-added later.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnplugged { get; init; }

    /// <summary>The GSI that its interrupt pin is wired to; null for none.</summary>
    public int? Gsi { get; init; }

    /// <summary>Whether it takes its messages over when MSI is enabled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LatchesMessages { get; init; }

    /// <summary>The ids that its requests carry besides its own, each as <c>bb:dd.f</c>; null for none.</summary>
    public ImmutableArray<string>? ProxyIds { get; init; }

    /// <summary>Its SR-IOV capability.</summary>
    public DescribedSriov? Sriov { get; init; }

    /// <summary>What makes it a bridge.</summary>
    public DescribedBridge? Bridge { get; init; }
}

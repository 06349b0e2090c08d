using IrqModel.Engine;

namespace IrqModel.Tool.Runs;

/// <summary>What happened to an interrupt message at one station of its way.</summary>
/// <param name="Kind">What the station is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Text">What happened there.</param>
public sealed record RunHop(MessageHopKind Kind, string Name, string Text)
{
    /// <summary>Whether the message went no further, although it had not reached its handler.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsLost { get; init; }

    /// <summary>Takes over what the engine reports.</summary>
    internal static RunHop Of(MessageHop hop) => new(hop.Kind, hop.Name, hop.Text) { IsLost = hop.IsLost };
}

using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>A broken rule that a run showed.</summary>
/// <param name="Key">What identifies it.</param>
/// <param name="Location">Where, with the whole path.</param>
/// <param name="Subject">Which object it happened to.</param>
/// <param name="Message">What happened, in a sentence.</param>
public sealed record Finding(FindingKey Key, SourceLocation Location, string Subject, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key.Rule} at {Location}: {Message}";
}

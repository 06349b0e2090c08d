using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>A broken rule that a run showed.</summary>
/// <param name="Key">What identifies it.</param>
/// <param name="Location">Where, with the whole path.</param>
/// <param name="Subject">Which object it happened to.</param>
/// <param name="Message">What happened, in a sentence.</param>
public sealed record Finding(FindingKey Key, SourceLocation Location, string Subject, string Message)
{
    /// <summary>The circumstance without which it would be none; <see cref="Assumption.None"/> if it is one in any case.</summary>
    public Assumption Assuming { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Key.Rule} at {Location}: {Message}";
}

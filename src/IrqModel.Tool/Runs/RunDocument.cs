using System.Collections.Immutable;

namespace IrqModel.Tool.Runs;

/// <summary>The runs of a model, as <c>irqmodel run --json</c> writes them.</summary>
/// <param name="Runs">The runs, in the order in which they ended.</param>
public sealed record RunDocument(ImmutableArray<ToolRun> Runs)
{
    /// <summary>The version of the schema; it changes when a member goes or changes its meaning.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the schema that the document follows.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;
}

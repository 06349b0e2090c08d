using System.Collections.Immutable;

namespace IrqModel.Tool.Comparing;

/// <summary>Two runs against each other, or a run against what is seen.</summary>
/// <param name="Left">The first run, in words.</param>
/// <param name="Right">The other run, or what is seen, in words.</param>
/// <param name="Compared">How many functions could be compared.</param>
/// <param name="Differences">The functions that differ, by address.</param>
public sealed record RunComparison(string Left, string Right, int Compared, ImmutableArray<FunctionDifference> Differences)
{
    /// <summary>The version of the schema; it changes when a member goes or changes its meaning.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the schema that the document follows: <c>docs/diff.schema.json</c>.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>
    /// The first step of all at which two runs part, whatever it is about; null where they do the same, or a trace is missing.
    /// </summary>
    public Parting? First { get; init; }

    /// <summary>Things that could not be compared, and why.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether something was compared, and nothing differs.</summary>
    public bool IsSame => Compared > 0 && Differences.IsEmpty && First is null;
}

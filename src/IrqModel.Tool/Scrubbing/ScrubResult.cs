using System.Collections.Immutable;

namespace IrqModel.Tool.Scrubbing;

/// <summary>A text without what identifies a machine or a person.</summary>
/// <param name="Text">The text; lines and line ends are as they were.</param>
/// <param name="Counts">What was replaced; kinds of which nothing was found are left out.</param>
public sealed record ScrubResult(string Text, ImmutableArray<ScrubCount> Counts);

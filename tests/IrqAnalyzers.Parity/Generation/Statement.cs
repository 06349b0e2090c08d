using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Generation;

/// <summary>A statement of a generated program, as far as the shrinker needs to know it.</summary>
/// <param name="IsPinned">Whether the shrinker must leave it where it is: what the generator promises depends on it.</param>
internal abstract record Statement(bool IsPinned);

/// <summary>A statement without blocks.</summary>
internal sealed record Line(string Text, bool IsPinned = false) : Statement(IsPinned);

/// <summary>One block of a statement that has blocks.</summary>
/// <param name="Header">What comes before its brace.</param>
/// <param name="Body">The block.</param>
/// <param name="Footer">What ends it, inside the brace.</param>
/// <param name="IsOptional">Whether the statement is one without it.</param>
internal sealed record Part(string Header, ImmutableArray<Statement> Body, string Footer = "", bool IsOptional = false);

/// <summary>A statement with blocks: a branch, a loop, a try, a local function.</summary>
/// <param name="Opening">What comes before the first part, for instance a switch and its brace.</param>
/// <param name="Parts">The blocks.</param>
/// <param name="Closing">What comes after the last part.</param>
internal sealed record Nest(string Opening, ImmutableArray<Part> Parts, string Closing = "") : Statement(IsPinned: false)
{
    /// <summary>A statement with a single block.</summary>
    public static Nest Of(string header, ImmutableArray<Statement> body) => new("", [new(header, body)]);
}

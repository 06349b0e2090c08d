using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Fixing;

/// <summary>A program as a fix leaves it.</summary>
/// <param name="Title">What the fix is called.</param>
/// <param name="Targets">Keys of the findings that it is for.</param>
/// <param name="Leaves">Whether one of them is about how a handler is left.</param>
/// <param name="Files">The files of the program, in the order in which they were given.</param>
internal sealed record ProposedFix(string Title, ImmutableArray<string> Targets, bool Leaves, ImmutableArray<SourceFile> Files)
{
    /// <summary>The title of the Fix All of all rules.</summary>
    public const string All = "all";
}

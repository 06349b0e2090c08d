using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Fixing;

/// <summary>A program as a fix leaves it.</summary>
/// <param name="Title">What the fix is called.</param>
/// <param name="Targets">Keys of the findings that it is for.</param>
/// <param name="Leaves">Whether one of them is about how a handler is left.</param>
/// <param name="Host">The text of the host's file.</param>
/// <param name="Driver">The text of the driver's file.</param>
internal sealed record ProposedFix(string Title, ImmutableArray<string> Targets, bool Leaves, string Host, string Driver);

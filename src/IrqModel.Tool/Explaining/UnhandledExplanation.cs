using System.Collections.Immutable;
using IrqModel.Firmware;

namespace IrqModel.Tool.Explaining;

/// <summary>An interrupt of which a log says that nobody handled it, explained.</summary>
/// <param name="Source">The log.</param>
/// <param name="Interrupts">The lines that say so of the same interrupt, in their order.</param>
/// <param name="What">Which interrupt it is, and what became of it.</param>
/// <param name="Meaning">What it means, and what causes it.</param>
/// <param name="Who">Who shares the interrupt, as far as the inputs show it; else that they do not.</param>
/// <param name="Functions">The functions that are shown to share it.</param>
/// <param name="Next">What to look at next.</param>
public sealed record UnhandledExplanation(
    string Source, ImmutableArray<LogUnhandledInterrupt> Interrupts, string What, string Meaning, string Who, ImmutableArray<Bdf> Functions,
    string Next)
{
    /// <summary>Whether the interrupt was switched off, so that all who share it have none.</summary>
    public bool IsSwitchedOff => Interrupts.Any(interrupt => interrupt.Kind == LogUnhandledKind.Disabled);
}

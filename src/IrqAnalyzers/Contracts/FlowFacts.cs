namespace IrqAnalyzers.Contracts;

/// <summary>What the analyzers themselves know of a flow that was started, and of other objects. The contracts count their facts from the other end.</summary>
internal static class FlowFacts
{
    /// <summary>It was started and is not awaited yet.</summary>
    public const ulong Pending = 1UL << 63;

    /// <summary>It was awaited.</summary>
    public const ulong Awaited = 1UL << 62;

    /// <summary>The rule that a flow which is never awaited breaks.</summary>
    public const string NotAwaited = "IRQ9003";

    public const ulong All = Pending | Awaited;

    /// <summary>Of any object, not only of a flow: a collection has it, out of which others take it. Accumulates.</summary>
    public const ulong Stowed = 1UL << 61;

    /// <summary>Of an object that was made here, or in a caller: code that is not followed has it, and can hand it out under another name. Accumulates.</summary>
    public const ulong Escaped = 1UL << 60;

    /// <summary>What says who else has an object, and nothing of what was done to it.</summary>
    public const ulong Shared = Stowed | Escaped;
}

namespace IrqAnalyzers.Testing;

/// <summary>How many half-typed variants of a source <see cref="TypingCheck"/> tries.</summary>
public sealed record TypingOptions
{
    /// <summary>Every prefix whose length is a multiple of this; zero for as many as keep a source at about fifty prefixes.</summary>
    public int PrefixStep { get; init; }

    /// <summary>How many variants with a few tokens missing.</summary>
    public int Deletions { get; init; } = 50;

    /// <summary>How many tokens are missing at most.</summary>
    public int MaximumTokens { get; init; } = 3;

    /// <summary>Chooses the missing tokens; the same seed gives the same variants.</summary>
    public int Seed { get; init; } = 1;
}

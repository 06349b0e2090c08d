namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a fixed state takes over from the state before it.</summary>
public enum StateInheritanceMode
{
    /// <summary>What the state does not set; of the expected diagnostics, those without a fix.</summary>
    AutoInherit,

    /// <summary>Nothing.</summary>
    Explicit,

    /// <summary>What the state does not set, all expected diagnostics included.</summary>
    AutoInheritAll,
}

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How an expected location is read.</summary>
[Flags]
public enum DiagnosticLocationOptions
{
    /// <summary>The span is compared as it stands.</summary>
    None = 0,

    /// <summary>Only the start of the span is compared.</summary>
    IgnoreLength = 1,

    /// <summary>The start column is the key of a <c>{|#0:..|}</c> span in the sources.</summary>
    InterpretAsMarkupKey = 2,

    /// <summary>The additional location is expected to be marked as unnecessary code.</summary>
    UnnecessaryCode = 4,
}

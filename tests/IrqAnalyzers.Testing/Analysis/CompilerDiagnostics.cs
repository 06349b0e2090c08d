namespace Microsoft.CodeAnalysis.Testing;

/// <summary>From which severity on compiler diagnostics must be expected by a test.</summary>
public enum CompilerDiagnostics
{
    /// <summary>None are looked at.</summary>
    None,

    /// <summary>Errors.</summary>
    Errors,

    /// <summary>Warnings and worse.</summary>
    Warnings,

    /// <summary>Suggestions and worse.</summary>
    Suggestions,

    /// <summary>All.</summary>
    All,
}

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Checks of code fixes that a test leaves out.</summary>
[Flags]
public enum CodeFixTestBehaviors
{
    /// <summary>Nothing is left out.</summary>
    None = 0,

    /// <summary>No Fix All in a document.</summary>
    SkipFixAllInDocumentCheck = 1,

    /// <summary>No Fix All in a project.</summary>
    SkipFixAllInProjectCheck = 2,

    /// <summary>No Fix All in the solution.</summary>
    SkipFixAllInSolutionCheck = 4,

    /// <summary>No Fix All.</summary>
    SkipFixAllCheck = SkipFixAllInDocumentCheck | SkipFixAllInProjectCheck | SkipFixAllInSolutionCheck,

    /// <summary>Only one diagnostic is fixed, once.</summary>
    FixOne = 8,

    /// <summary>A fix may be for a diagnostic that is reported at the end of a compilation.</summary>
    SkipLocalDiagnosticCheck = 16,
}

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Automatic checks that a test leaves out.</summary>
[Flags]
public enum TestBehaviors
{
    /// <summary>Nothing is left out.</summary>
    None = 0,

    /// <summary>
    /// Not checked: that nothing is reported in <c>&lt;auto-generated&gt;</c> code by analyzers that leave generated code unconfigured.
    /// </summary>
    SkipGeneratedCodeCheck = 1,

    /// <summary>Not checked: that <c>#pragma warning disable</c> silences everything.</summary>
    SkipSuppressionCheck = 2,
}

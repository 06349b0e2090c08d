namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How markup is turned into expected diagnostics.</summary>
[Flags]
public enum MarkupOptions
{
    /// <summary>Markup must be unambiguous.</summary>
    None = 0,

    /// <summary>Of several descriptors the first one is meant.</summary>
    UseFirstDescriptor = 1,

    /// <summary><c>$$</c> is code.</summary>
    TreatPositionIndicatorsAsCode = 2,
}

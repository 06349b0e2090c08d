namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What the markup in the sources of a state means.</summary>
public enum MarkupMode
{
    /// <summary>Sources have no markup; what looks like it is code.</summary>
    None,

    /// <summary>Markup is removed and means nothing.</summary>
    Ignore,

    /// <summary>Markup is removed; that of diagnostics with a fix means nothing.</summary>
    IgnoreFixable,

    /// <summary>Markup is removed and expects diagnostics.</summary>
    Allow,
}

using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Domains;

/// <summary>How an object came to be known.</summary>
internal enum ObjectOrigin : byte
{
    /// <summary>It was there when the body was entered: a parameter, a captured variable.</summary>
    Variable,

    /// <summary>The receiver of the body.</summary>
    This,

    /// <summary>A field or property of another object had it when the body was entered.</summary>
    Path,

    /// <summary>An expression makes or finds it; the one that the last evaluation gave.</summary>
    Site,

    /// <summary>All that earlier evaluations of the expression gave.</summary>
    Older,
}

namespace IrqAnalyzers.Flow;

/// <summary>A Boolean that may be unknown.</summary>
internal enum Tri : byte
{
    Unknown,
    False,
    True,
}

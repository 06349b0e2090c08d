namespace IrqAnalyzers.Domains;

/// <summary>A Boolean that may be unknown.</summary>
internal enum Tri : byte
{
    Unknown,
    False,
    True,
}
